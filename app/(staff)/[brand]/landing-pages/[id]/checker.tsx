import { OctagonX, TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format'
import { TickTwo } from '@/components/ui/marks'
import { Notice } from '@/components/ui/notice'
import type { Check } from '@/core/sources/landing-pages/check/outcome'
import { CheckFindings, type Jump } from './check-findings'
import type { Checks } from './use-checks'

/** So many rules that are kept are shown at once; the rest on a press. */
const shownKept = 5

/** What WhatsApp and the law ask, each rule with its reason and source; those not kept first, with a way to the place. */
export function Checker({ checks, brand, onJump }: { checks: Checks; brand: string; onJump: Jump }) {
  const t = useTranslations('checker')
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const { checked, state } = checks
  const all = checked?.checks ?? []
  const kept = all.filter(({ findings }) => findings.length === 0)
  const hidden = isOpen ? 0 : Math.max(0, kept.length - shownKept)
  const shown = all.slice(0, all.length - hidden)
  return (
    <div>
      <div className="border-b border-separator px-5 py-3 text-control text-muted phone:px-4">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span role="status">
            {checked
              ? t.rich('kept', {
                  kept: kept.length,
                  all: all.length,
                  figure: (chunks) => <span className="text-section text-foreground">{chunks}</span>,
                })
              : t('reading')}
          </span>
          {checked && (
            <span className="text-caption">
              {t('size', { kilobytes: formatNumber(locale, Math.round(checked.bytes / 100) / 10) })}
            </span>
          )}
        </p>
        {checked && <p className="text-caption">{state === 'reading' ? t('reading') : t('read')}</p>}
      </div>
      {state === 'failed' && <Notice className="mx-5 my-3 phone:mx-4">{t('failed')}</Notice>}
      <ul>
        {shown.map((check) => (
          <CheckRow key={check.name} check={check} brand={brand} onJump={onJump} />
        ))}
      </ul>
      {kept.length > shownKept && (
        <div className="px-5 py-2.5 ps-10 phone:px-4 phone:ps-9">
          <Button size="row" look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t('fewer') : t('more', { count: hidden })}
          </Button>
        </div>
      )}
    </div>
  )
}

const looks = {
  kept: { row: '', small: 'text-muted' },
  must: { row: 'bg-danger-soft', small: 'text-danger-soft-foreground' },
  should: { row: 'bg-warning-soft', small: 'text-warning-soft-foreground' },
}

function CheckRow({ check, brand, onJump }: { check: Check; brand: string; onJump: Jump }) {
  const t = useTranslations('checker')
  const { name, level, findings, source } = check
  const outcome = findings.length === 0 ? 'kept' : level
  const look = looks[outcome]
  return (
    <li
      data-rule={name}
      data-outcome={outcome}
      className={`grid grid-cols-[24px_minmax(0,1fr)] gap-x-2 border-b border-separator px-5 py-2.5 phone:px-4 ${look.row}`}
    >
      {outcome === 'kept' && <TickTwo className="mt-0.5 text-accent" />}
      {outcome === 'must' && (
        <OctagonX className="mt-0.5 size-4.5 text-danger-soft-foreground" aria-hidden="true" />
      )}
      {outcome === 'should' && (
        <TriangleAlert className="mt-0.5 size-4.5 text-warning-soft-foreground" aria-hidden="true" />
      )}
      <div className="min-w-0">
        <span className="sr-only">{outcome === 'kept' ? t('ok') : t(outcome)}: </span>
        {outcome === 'kept' ? (
          <p className="text-control">{t(`rules.${name}.kept`)}</p>
        ) : (
          <CheckFindings check={check} brand={brand} onJump={onJump} />
        )}
        {outcome !== 'kept' && <p className={`text-caption ${look.small}`}>{t(`rules.${name}.why`)}</p>}
        <p className={`text-caption ${look.small}`}>
          <a
            href={source}
            target="_blank"
            rel="noreferrer"
            title={t('rulePage')}
            className="underline decoration-transparent underline-offset-2 hover:decoration-current"
          >
            {t(`rules.${name}.source`)}
          </a>
        </p>
      </div>
    </li>
  )
}
