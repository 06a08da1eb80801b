'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { archive, restore } from '../actions'

type ArchiveTopicProps = {
  brand: string
  topicId: string
  name: string
  people: number
  isArchived: boolean
}

/** Stops asking for a topic, or asks for it again. */
export function ArchiveTopic({ brand, topicId, name, people, isArchived }: ArchiveTopicProps) {
  const t = useTranslations('topics')
  const put = useAction(archive, { onSuccess: () => toast(t('archivedDone')) })
  const back = useAction(restore, { onSuccess: () => toast(t('restored')) })
  const putProblems = useProblems(put.result)
  const backProblems = useProblems(back.result)
  if (isArchived) {
    const problem = backProblems.general ?? backProblems.field('name')
    return (
      <div className="grid justify-items-start gap-3">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <Button isPending={back.isPending} onPress={() => back.execute({ brand, topicId })}>
          {t('restore')}
        </Button>
      </div>
    )
  }
  return (
    <ConfirmDialog
      trigger={{ label: t('archive') }}
      title={t('archiveTitle', { name })}
      confirmLabel={t('archiveConfirm')}
      onConfirm={async () => ((await put.executeAsync({ brand, topicId })).serverError ? 'stay' : undefined)}
    >
      <p>{t('archiveBody', { count: people })}</p>
      {putProblems.general && (
        <Notice tone="danger" className="mt-3">
          {putProblems.general}
        </Notice>
      )}
    </ConfirmDialog>
  )
}
