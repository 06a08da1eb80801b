'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { EffectState } from './use-effect-of-rules'

/** What the rules on screen mean for the people of today. */
export function Effect({ brand, effect, isReading, failed }: EffectState & { brand: string }) {
  const t = useTranslations('consentRules')
  return (
    <div className="min-h-18 text-body" aria-live="polite" aria-busy={isReading}>
      {isReading && <p className="text-muted">{t('reading')}</p>}
      {failed && <p>{t('notRead')}</p>}
      {effect && !isReading && (
        <ul className="grid gap-1.5">
          <li>
            {t('effectTicks', {
              count: effect.ticks.all,
              then: effect.ticks.then,
              now: effect.ticks.now,
              same: effect.ticks.now === effect.ticks.then ? 'yes' : 'no',
            })}
          </li>
          <li className={effect.over > 0 ? 'text-danger-soft-foreground' : undefined}>
            {t('effectOver', { count: effect.over })}
          </li>
          <li>
            {t('effectDue', { count: effect.due })}{' '}
            {effect.due > 0 && (
              <>
                <Link href={`/${brand}/subscribers?renewal=due`} className="text-link">
                  {t('seeDue')}
                </Link>{' '}
                ·{' '}
                <Link href={`/${brand}/campaigns/new?purpose=renewal`} className="text-link">
                  {t('askDue')}
                </Link>
              </>
            )}
          </li>
        </ul>
      )}
    </div>
  )
}
