'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { sendMail } from './actions'
import { Outcome } from './test-outcome'

/** One mail to the address that this person signs in with. */
export function TestMail({ brand }: { brand: string }) {
  const t = useTranslations('channels.test')
  const sending = useAction(sendMail)
  const problems = useProblems(sending.hasErrored ? sending.result : {})
  return (
    <div className="grid gap-3">
      <div>
        <Button isPending={sending.isPending} onPress={() => sending.execute({ brand })}>
          {t('email')}
        </Button>
      </div>
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <Outcome outcome={sending.result.data} />
    </div>
  )
}
