'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { takeAlong } from './actions'

/** Offers the templates of the number before to one at CM.com, which lists none. */
export function TakeAlong({ brand, count }: { brand: string; count: number }) {
  const t = useTranslations('templateForm.takeAlong')
  const taking = useAction(takeAlong, { onSuccess: ({ data }) => toast(t('done', { count: data.taken })) })
  const problems = useProblems(taking.hasErrored ? taking.result : {})
  return (
    <Notice tone="info">
      <div className="grid justify-items-start gap-3">
        <p>{t('text', { count })}</p>
        {problems.general && <p role="alert">{problems.general}</p>}
        <Button isPending={taking.isPending} onPress={() => taking.execute({ brand })}>
          {t('button', { count })}
        </Button>
      </div>
    </Notice>
  )
}
