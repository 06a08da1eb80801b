'use client'

import { Autocomplete, Header, ListBox, Modal, SearchField } from '@heroui/react'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { cx } from '../ui/cx'
import { type ActPermission, type Entry, foundEntries, knownEntries } from './find-entries'
import { type Find, useFound } from './use-found'

export type PaletteProps = {
  brand: string
  allowed: readonly ActPermission[]
  showsSimulator: boolean
  find: Find
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** Opens from anywhere with Ctrl K or ⌘ K, also while something is typed: no browser or field uses it for text. */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return
      if (isMac() ? !event.metaKey : !event.ctrlKey) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
}

const OpenPalette = createContext<() => void>(() => undefined)

/** The way to everything by its name: places, what can be begun, and what the brand has. Its buttons stand anywhere inside. */
export function CommandPalette({ children, ...props }: PaletteProps & { children: ReactNode }) {
  const t = useTranslations('find')
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => setOpen(true), [])
  usePaletteKey(open)
  return (
    <OpenPalette value={open}>
      {children}
      <Modal.Backdrop isOpen={isOpen} onOpenChange={setOpen} isDismissable>
        <Modal.Container placement="top" size="md" className="phone:p-2!">
          <Modal.Dialog
            aria-label={t('open')}
            className="max-h-[min(30rem,80dvh)] gap-0! overflow-y-auto! p-0!"
          >
            <PaletteSheet {...props} close={() => setOpen(false)} />
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </OpenPalette>
  )
}

/** Opens the palette; a field to look at in the rail, a sign on narrow screens. */
export function PaletteButton({ className }: { className?: string }) {
  const t = useTranslations('find')
  const open = use(OpenPalette)
  const [hint, setHint] = useState('')
  // Which key it is only the browser knows.
  useEffect(() => setHint(isMac() ? '⌘ K' : 'Ctrl K'), [])
  return (
    <button
      type="button"
      onClick={open}
      aria-keyshortcuts="Control+K Meta+K"
      className={cx(
        'flex h-8 cursor-pointer items-center gap-2 rounded-sheet border border-border bg-surface px-2 text-start text-control text-muted hover:text-foreground narrow:justify-center narrow:px-0 phone:size-11 phone:border-0 phone:bg-transparent',
        className,
      )}
    >
      <Search className="size-4 shrink-0 stroke-[1.6] phone:size-5" aria-hidden="true" />
      <span className="grow truncate narrow:sr-only">{t('open')}</span>
      <kbd className="text-key narrow:hidden">{hint}</kbd>
    </button>
  )
}

function PaletteSheet({ brand, find, close, ...known }: PaletteProps & { close: () => void }) {
  const t = useTranslations('find')
  const place = useTranslations('nav')
  const router = useRouter()
  const [text, setText] = useState('')
  const { things, state } = useFound(text, find)
  const entries = [...foundEntries(things), ...knownEntries(text, { ...known, words: { act: t, place } })]
  const go = (key: string | number) => {
    const entry = entries.find((one) => one.key === key)
    if (!entry) return
    close()
    router.push(`/${brand}${entry.path}`)
  }
  const groups = Map.groupBy(entries, (entry) => entry.group)
  return (
    <Autocomplete.Filter inputValue={text} onInputChange={setText}>
      <SearchField
        autoFocus
        aria-label={t('open')}
        className="sticky top-0 z-10 border-b border-border bg-overlay p-2"
      >
        <SearchField.Group className="border-0! bg-transparent! shadow-none!">
          <SearchField.SearchIcon />
          <SearchField.Input placeholder={t('placeholder')} className="text-body!" />
          <SearchField.ClearButton />
        </SearchField.Group>
      </SearchField>
      <ListBox
        aria-label={t('results')}
        selectionMode="none"
        onAction={go}
        className="p-2"
        renderEmptyState={() => (
          <p className="px-2 py-3 text-control text-muted">
            {state === 'busy' ? t('looking') : t('nothing')}
          </p>
        )}
      >
        {[...groups].map(([group, lines]) => (
          <ListBox.Section key={group} id={group}>
            <Header className="px-2 pt-2 pb-1 text-caption text-muted">{t(`groups.${group}`)}</Header>
            {lines.map((entry) => (
              <PaletteLine key={entry.key} entry={entry} />
            ))}
          </ListBox.Section>
        ))}
      </ListBox>
      <p
        role="status"
        className="sticky bottom-0 border-t border-separator bg-overlay px-4 py-2 text-caption text-muted"
      >
        {state === 'failed' ? t('failed') : t('keys')}
      </p>
    </Autocomplete.Filter>
  )
}

function PaletteLine({ entry }: { entry: Entry }) {
  return (
    <ListBox.Item id={entry.key} textValue={entry.name} className="min-h-9! gap-2.5! phone:min-h-11!">
      {entry.Icon && <entry.Icon className="size-4 shrink-0 stroke-[1.6] text-muted" aria-hidden="true" />}
      <span className="min-w-0 truncate text-body">{entry.name}</span>
      {entry.note && <span className="ms-auto shrink-0 text-caption text-muted">{entry.note}</span>}
    </ListBox.Item>
  )
}
