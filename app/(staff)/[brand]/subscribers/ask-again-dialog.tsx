'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionDialog } from '@/components/ui/action-dialog'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import type { BulkTarget } from '@/core/subscribers/bulk/schema'
import { startBulk } from './bulk-actions'
import { announceBulk } from './bulk-progress'

type AskAgainDialogProps = {
  brand: string
  target: BulkTarget
  people: number
  onClose: () => void
  onStarted: () => void
}

/** Gathers these people and goes on to the message that asks them for permission again. */
export function AskAgainDialog({ brand, target, people, onClose, onStarted }: AskAgainDialogProps) {
  const t = useTranslations('renewal')
  const router = useRouter()
  const [tag, setTag] = useState('')
  const action = useAction(startBulk)
  const problems = useProblems(action.result)
  const confirm = async () => {
    const result = await action.executeAsync({
      brand,
      act: { kind: 'gather', tag },
      target,
      confirmed: people,
    })
    if (!result?.data) return false
    announceBulk()
    onStarted()
    router.push(`/${brand}/campaigns/new?segment=${result.data.id}&purpose=renewal`)
    return true
  }
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('bulkTitle', { count: people })}
      confirmLabel={t('bulkConfirm')}
      isDisabled={tag.trim() === ''}
      onConfirm={confirm}
    >
      <p>{t('bulkBody')}</p>
      <TextField
        label={t('bulkName')}
        value={tag}
        onChange={setTag}
        maxLength={40}
        error={problems.field('tag') ?? problems.field('act')}
        autoFocus
      />
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
    </ActionDialog>
  )
}
