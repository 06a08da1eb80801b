'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import type { BulkAct, BulkTarget } from '@/core/subscribers/bulk/schema'
import { startBulk } from './bulk-actions'
import { announceBulk } from './bulk-progress'

type BulkDialogProps = {
  kind: BulkAct['kind']
  brand: string
  target: BulkTarget
  people: number
  tags: string[]
  onClose: () => void
  onStarted: () => void
}

/** Says what will happen and to how many, before anything does. */
export function BulkDialog({ kind, brand, target, people, tags, onClose, onStarted }: BulkDialogProps) {
  const t = useTranslations('subscribers.bulk')
  const [tag, setTag] = useState('')
  const action = useAction(startBulk)
  const problems = useProblems(action.result)
  const needsTag = kind !== 'withdraw'
  const confirm = async () => {
    const act: BulkAct = kind === 'withdraw' ? { kind } : { kind, tag }
    const result = await action.executeAsync({ brand, act, target, confirmed: people })
    if (!result?.data) return false
    announceBulk()
    onStarted()
    return true
  }
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t(`${kind}.title`, { count: people })}
      confirmLabel={t(`${kind}.confirm`, { count: people })}
      look={kind === 'withdraw' ? 'danger-filled' : 'primary'}
      isDisabled={needsTag && tag.trim() === ''}
      onConfirm={confirm}
    >
      <p>{t(`${kind}.body`, { count: people })}</p>
      {needsTag && (
        <>
          <TextField
            label={t(kind === 'gather' ? 'gather.name' : 'tagName')}
            value={tag}
            onChange={setTag}
            maxLength={40}
            error={problems.field('tag') ?? problems.field('act')}
            autoFocus
          />
          {kind !== 'gather' && tags.length > 0 && (
            <p className="flex flex-wrap gap-x-3 gap-y-1 text-caption">
              <span className="text-muted">{t('known')}</span>
              {tags.slice(0, 12).map((one) => (
                <button
                  key={one}
                  type="button"
                  className="text-link cursor-pointer"
                  onClick={() => setTag(one)}
                >
                  {one}
                </button>
              ))}
            </p>
          )}
        </>
      )}
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
    </ActionDialog>
  )
}
