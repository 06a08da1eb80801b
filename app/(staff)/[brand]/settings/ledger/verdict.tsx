import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import type { LedgerCheck } from '@/core/consent/verify/checks'

const known = [
  'event-changed',
  'event-removed',
  'event-inserted',
  'seal-changed',
  'seal-missing',
  'seal-not-ours',
  'anchor-gone',
] as const

type VerdictProps = {
  check: LedgerCheck
  zone: string
  /** The last check that found nothing. */
  lastWhole: Date | null
}

/** What the last check came to, and what to do when it is bad. */
export async function Verdict({ check, zone, lastWhole }: VerdictProps) {
  const [t, locale] = await Promise.all([getTranslations('ledger'), getLocale()])
  const isWhole = check.found === 0
  const Icon = isWhole ? ShieldCheck : ShieldAlert
  const seconds = ((check.finishedAt.getTime() - check.startedAt.getTime()) / 1000).toFixed(1)
  return (
    <div className="grid gap-3">
      <div className="flex items-start gap-3">
        <Icon
          className={isWhole ? 'mt-0.5 size-5 shrink-0 text-success' : 'mt-0.5 size-5 shrink-0 text-danger'}
          aria-hidden="true"
        />
        <div>
          <p className="text-body font-strong">
            {isWhole ? t('whole') : t('notWhole', { count: check.found })}
          </p>
          <p className="text-dense text-muted">
            <Time at={check.finishedAt} zone={zone} /> ·{' '}
            {t('covered', {
              ...{ events: check.events, sealed: check.sealed, seals: check.seals },
              seconds,
            })}
          </p>
        </div>
      </div>
      {!isWhole && (
        <Notice tone="danger">
          <p className="font-strong">{t('findings')}</p>
          <ul className="mt-1 grid gap-1">
            {check.findings.slice(0, 10).map((finding) => (
              <li key={`${finding.what} ${finding.where}`}>
                {known.some((one) => one === finding.what)
                  ? t(`what.${finding.what as (typeof known)[number]}`)
                  : finding.what}{' '}
                <code className="font-mono text-caption wrap-anywhere">{finding.where}</code>
              </li>
            ))}
          </ul>
          {check.found > 10 && <p className="mt-1">{t('more', { count: check.found - 10 })}</p>}
          <p className="mt-2">
            {t('doNow', {
              day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(
                lastWhole ?? check.startedAt,
              ),
            })}
          </p>
        </Notice>
      )}
    </div>
  )
}
