'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { archive, restore } from '../actions'

type ArchivePictureProps = { brand: string; pictureId: string; isArchived: boolean }

/** Puts a picture away or offers it again. Nothing is lost by either, so nothing is asked. */
export function ArchivePicture({ brand, pictureId, isArchived }: ArchivePictureProps) {
  const t = useTranslations('pictures')
  const put = useAction(archive, { onSuccess: () => toast(t('archivedDone')) })
  const back = useAction(restore, { onSuccess: () => toast(t('restored')) })
  const action = isArchived ? back : put
  const problems = useProblems(action.result)
  return (
    <div className="grid justify-items-start gap-3">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <Button isPending={action.isPending} onPress={() => action.execute({ brand, pictureId })}>
        {t(isArchived ? 'restore' : 'archive')}
      </Button>
    </div>
  )
}
