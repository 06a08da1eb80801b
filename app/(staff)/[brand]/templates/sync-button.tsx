'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { sync } from './actions'

/** Asks WhatsApp for all templates now. What went wrong stays beside the button until the next try. */
export function SyncButton({ brand, look = 'plain' }: { brand: string; look?: 'plain' | 'primary' }) {
  const t = useTranslations('templates')
  const action = useAction(sync, {
    onSuccess: ({ data }) =>
      toast(`${t('syncDone', { total: data.total })}. ${t('syncChanged', data)}`.trim()),
  })
  const problems = useProblems(action.result)
  return (
    <span className="flex flex-wrap items-center gap-2">
      {problems.general && (
        <span role="alert" className="text-control text-danger">
          {problems.general}
        </span>
      )}
      <Button look={look} isPending={action.isPending} onPress={() => action.execute({ brand })}>
        <RefreshCw className="size-4" aria-hidden="true" />
        {t('sync')}
      </Button>
    </span>
  )
}
