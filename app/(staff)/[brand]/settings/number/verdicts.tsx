'use client'

import { TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatTime } from '@/components/ui/format'
import { CrossMark, TickOne, TickTwo } from '@/components/ui/marks'
import { connectionSteps, type Verdict } from '@/core/providers/connection/schema'

const open = <span className="size-3.5 rounded-chip border-[1.5px] border-field-border" aria-hidden="true" />

/** Two ticks only where WhatsApp itself has shown it. */
const glyphOf = ({ step, state, code }: Verdict): ReactNode => {
  if (state === 'failed') return <CrossMark className="text-danger" />
  if (state === 'warning')
    return <TriangleAlert className="size-4 text-warning-soft-foreground" aria-hidden="true" />
  if (state === 'skipped') return open
  return step === 'webhook' && code.endsWith('own-call') ? (
    <TickOne className="text-accent" />
  ) : (
    <TickTwo className="text-accent" />
  )
}

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
    <ol className="border-t border-separator">
      {connectionSteps.map((step) => {
        const verdict = verdicts?.find((one) => one.step === step)
        return (
          <li key={step} className="flex gap-3 border-b border-separator py-2.5">
            <span className="flex w-6 shrink-0 justify-center pt-0.5">
              {verdict ? glyphOf(verdict) : open}
            </span>
            <div className="min-w-0 text-control">
              <p className="font-strong">
                {t(`steps.${step}.title`)}
                {verdict && <span className="sr-only">: {t(`states.${verdict.state}`)}</span>}
              </p>
              <p className="text-muted wrap-anywhere">
                {verdict ? words(verdict, 'said') : t(`steps.${step}.before`)}
              </p>
              {verdict && words(verdict, 'do') && <p className="wrap-anywhere">{words(verdict, 'do')}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
