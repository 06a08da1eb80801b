'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatTime } from '@/components/ui/format'
import { connectionSteps, type Verdict } from '@/core/providers/connection/schema'
import { VerdictList } from '../verdict-list'

type VerdictsProps = { verdicts: readonly Verdict[] | null; zone: string }

/** The five steps with what each showed and what to do about it; before a test, what will be looked at. */
export function Verdicts({ verdicts, zone }: VerdictsProps) {
  const t = useTranslations('settings.connect')
  const locale = useLocale()
  const words = ({ step, code, params = {} }: Verdict, part: 'said' | 'do') => {
    const own = `verdicts.${step}.${code}.${part}`
    const shared = `verdicts.any.${code}.${part}`
    const key = t.has(own) ? own : t.has(shared) ? shared : undefined
    const moment = (value: string | number | undefined) =>
      typeof value === 'string' && value.endsWith('Z') ? formatTime(locale, new Date(value), zone) : ''
    return key === undefined ? null : t(key, { ...params, when: moment(params.expiresAt ?? params.at) })
  }
  return (
    <VerdictList
      rows={connectionSteps.map((step) => {
        const verdict = verdicts?.find((one) => one.step === step)
        return {
          step,
          title: t(`steps.${step}.title`),
          state: verdict?.state,
          stateWord: verdict && t(`states.${verdict.state}`),
          // Two ticks only where WhatsApp itself has shown it.
          isOwnWord: step === 'webhook' && (verdict?.code.endsWith('own-call') ?? false),
          said: verdict ? words(verdict, 'said') : t(`steps.${step}.before`),
          advice: verdict ? words(verdict, 'do') : null,
        }
      })}
    />
  )
}
