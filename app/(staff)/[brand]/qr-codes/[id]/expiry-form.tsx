'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { expireQrCodeAction } from '../actions'

/** Until which day a code works. @param current that day as `2026-11-20`, or empty for always */
export function ExpiryForm({
  brand,
  qrCodeId,
  current,
}: {
  brand: string
  qrCodeId: string
  current: string
}) {
  const t = useTranslations('printing.code')
  const [lastDay, setLastDay] = useState(current)
  const action = useAction(expireQrCodeAction, { onSuccess: () => toast(t('lastDaySaved')) })
  const problems = useProblems(action.result)
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, qrCodeId, lastDay: lastDay === '' ? null : lastDay })
      }}
    >
      <TextField
        type="date"
        label={t('lastDay')}
        help={t('lastDayHelp')}
        value={lastDay}
        onChange={setLastDay}
        error={problems.field('lastDay') ?? problems.general}
      />
      {lastDay !== current && (
        <div>
          <SubmitButton look="plain" size="md" isPending={action.isPending}>
            {t('lastDaySave')}
          </SubmitButton>
        </div>
      )}
    </form>
  )
}
