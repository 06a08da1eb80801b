import { useTranslations } from 'next-intl'
import { type RowOutcome, rowOutcomes } from '@/db/states'
import { Bar } from '../ui/bar'
import { Num } from '../ui/figures'

const fills: Record<RowOutcome, string> = {
  new: 'bg-accent',
  known: 'bg-accent/50',
  no_consent: 'bg-warning',
  left_before: 'bg-chart-2',
  suppressed: 'bg-chart-2/60',
  duplicate: 'bg-border',
  rejected: 'bg-danger',
}

type Props = { rows: number; outcomes: Partial<Record<RowOutcome, number>> }

/** What the rows of a file come to: one bar, and the same figures in words, which add up to the file. */
export function ImportOutcomes({ rows, outcomes }: Props) {
  const t = useTranslations('imports')
  const shown = rowOutcomes.filter((outcome) => (outcomes[outcome] ?? 0) > 0)
  return (
    <div className="grid max-w-180 gap-3">
      <Bar
        className="h-3"
        total={rows}
        parts={shown.map((outcome) => ({
          key: outcome,
          value: outcomes[outcome] ?? 0,
          className: fills[outcome],
          label: t(`outcomes.${outcome}`),
        }))}
      />
      <dl className="text-control">
        {shown.map((outcome) => (
          <div
            key={outcome}
            className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-separator py-2"
          >
            <span className={`size-3 self-center rounded-bar ${fills[outcome]}`} aria-hidden="true" />
            <dt>
              <span className="font-strong">{t(`outcomes.${outcome}`)}</span>{' '}
              <span className="text-muted">{t(`outcomesHelp.${outcome}`)}</span>
            </dt>
            <dd className="text-end">
              <Num value={outcomes[outcome] ?? 0} />
            </dd>
          </div>
        ))}
        <div className="grid grid-cols-[12px_minmax(0,1fr)_auto] gap-x-3 py-2 font-strong">
          <span />
          <dt>{t('allRows')}</dt>
          <dd className="text-end">
            <Num value={rows} />
          </dd>
        </div>
      </dl>
    </div>
  )
}
