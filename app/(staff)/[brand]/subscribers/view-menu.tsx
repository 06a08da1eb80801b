'use client'

import { Columns3, Keyboard, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useEffect, useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { Button } from '@/components/ui/button'
import { Checkbox, TextField } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import type { SavedView } from '@/core/subscribers/views'
import { forgetView, keepView } from './bulk-actions'
import type { ColumnId } from './columns'

type ViewMenuProps = {
  brand: string
  /** This view, as in the address. */
  query: string
  views: SavedView[]
  columns: { id: ColumnId; label: string; isShown: boolean; href: string }[]
  mayWrite: boolean
}

/** Views that the brand shares, which columns show, and the list of keys. */
export function ViewMenu({ brand, query, views, columns, mayWrite }: ViewMenuProps) {
  const t = useTranslations('subscribers.views')
  const [open, setOpen] = useState<'columns' | 'keys' | 'save' | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.key === '?' && !target?.closest('input, select, textarea')) setOpen('keys')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  const close = () => setOpen(null)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-6 py-1.5 text-control phone:px-4">
      <nav aria-label={t('label')} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        <ViewLink href={`/${brand}/subscribers`} isCurrent={query === ''}>
          {t('all')}
        </ViewLink>
        {views.map((view) => (
          <span key={view.id} className="inline-flex items-center">
            <ViewLink href={`/${brand}/subscribers${view.query}`} isCurrent={query === view.query}>
              {view.name}
            </ViewLink>
            {mayWrite && query === view.query && (
              <Button
                size="row"
                look="quiet"
                isIconOnly
                aria-label={t('forget', { name: view.name })}
                onPress={() => forgetView({ brand, viewId: view.id })}
              >
                <X className="size-3.5" aria-hidden="true" />
              </Button>
            )}
          </span>
        ))}
      </nav>
      <div className="ms-auto flex items-center gap-1">
        {mayWrite && query !== '' && !views.some((view) => view.query === query) && (
          <Button size="row" look="quiet" onPress={() => setOpen('save')}>
            {t('save')}
          </Button>
        )}
        <Button size="row" look="quiet" onPress={() => setOpen('columns')} className="phone:hidden!">
          <Columns3 className="size-3.5" aria-hidden="true" />
          {t('columns')}
        </Button>
        <Button
          size="row"
          look="quiet"
          isIconOnly
          aria-label={t('keys')}
          onPress={() => setOpen('keys')}
          className="phone:hidden!"
        >
          <Keyboard className="size-4" aria-hidden="true" />
        </Button>
      </div>
      {open === 'save' && <SaveDialog brand={brand} query={query} onClose={close} />}
      {open === 'columns' && <ColumnsDialog columns={columns} onClose={close} />}
      {open === 'keys' && <KeysDialog onClose={close} />}
    </div>
  )
}

function ViewLink({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'true' : undefined}
      className={`inline-flex min-h-7 max-w-60 items-center truncate phone:min-h-11 ${isCurrent ? 'font-heavy' : 'text-muted hover:text-foreground'}`}
    >
      {children}
    </Link>
  )
}

function SaveDialog({ brand, query, onClose }: { brand: string; query: string; onClose: () => void }) {
  const t = useTranslations('subscribers.views')
  const [name, setName] = useState('')
  const action = useAction(keepView)
  const problems = useProblems(action.result)
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('saveTitle')}
      confirmLabel={t('saveConfirm')}
      isDisabled={name.trim() === ''}
      onConfirm={async () => {
        const result = await action.executeAsync({ brand, name, query })
        return !result?.serverError && !result?.validationErrors
      }}
    >
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        value={name}
        onChange={setName}
        maxLength={60}
        error={problems.field('name') ?? problems.general}
        autoFocus
      />
    </ActionDialog>
  )
}

function ColumnsDialog({ columns, onClose }: Pick<ViewMenuProps, 'columns'> & { onClose: () => void }) {
  const t = useTranslations('subscribers.views')
  const router = useRouter()
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('columns')}
      confirmLabel={t('done')}
      onConfirm={() => Promise.resolve(true)}
    >
      {columns.map((column) => (
        <Checkbox
          key={column.id}
          isSelected={column.isShown}
          onChange={() => router.push(column.href, { scroll: false })}
        >
          {column.label}
        </Checkbox>
      ))}
    </ActionDialog>
  )
}

const keys = ['↑ ↓', 'x', '↵', '/', '[ ]', 'Esc', '?'] as const

function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('subscribers.views')
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('keys')}
      confirmLabel={t('done')}
      onConfirm={() => Promise.resolve(true)}
    >
      <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-y-2">
        {keys.map((key, i) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="font-mono text-dense">{key}</kbd>
            </dt>
            <dd>{t(`keyList.${i}`)}</dd>
          </div>
        ))}
      </dl>
    </ActionDialog>
  )
}
