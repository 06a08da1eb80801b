'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { sendSms } from './actions'
import { Outcome } from './test-outcome'

/** One SMS to a number that this person enters: their own. */
export function TestSms({ brand }: { brand: string }) {
  const t = useTranslations('channels.test')
  const [to, setTo] = useState('')
  const sending = useAction(sendSms)
  const problems = useProblems(sending.hasErrored ? sending.result : {})
  return (
    <form
      aria-label={t('sms')}
      className="grid max-w-100 gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        sending.execute({ brand, to })
      }}
    >
      <TextField
        label={t('number')}
        help={t('numberHelp')}
        type="tel"
        autoComplete="tel"
        value={to}
        onChange={setTo}
        error={problems.field('to')}
      />
      <div>
        <Button type="submit" isPending={sending.isPending}>
          {t('send')}
        </Button>
      </div>
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <Outcome outcome={sending.result.data} />
    </form>
  )
}
