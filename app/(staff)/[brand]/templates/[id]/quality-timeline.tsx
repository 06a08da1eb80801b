import { useLocale, useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { formatNumber, formatTime } from '@/components/ui/format'
import type { TemplateHistory } from '@/core/templates/history'
import type { QualityLevel, QualitySpan } from '@/core/templates/life-cycle'

/** Green stands high, Yellow in the middle, Red low: the rung says it without the colour. */
const rungs: Record<QualityLevel, { top: string; look: string }> = {
  GREEN: { top: '0%', look: 'border-t-3 border-success bg-success-soft text-success-soft-foreground' },
  YELLOW: { top: '33%', look: 'border-t-3 border-warning bg-warning-soft text-warning-soft-foreground' },
  RED: { top: '62%', look: 'border-t-3 border-danger bg-danger-soft text-danger-soft-foreground' },
  PAUSED: {
    top: '0%',
    look: 'border-t-3 border-paused text-paused bg-[repeating-linear-gradient(135deg,var(--paused-soft)_0_5px,var(--border)_5px_6px)]',
  },
  UNKNOWN: { top: '62%', look: 'border-t-1 border-dashed border-field-border text-muted' },
}

type Mark = { name: string; at: Date }
type Moment = (at: Date) => number

const clamp = (share: number) => Math.min(100, Math.max(0, share * 100))

function Spans({ spans, place }: { spans: QualitySpan[]; place: Moment }) {
  const t = useTranslations('common.quality')
  return (
    <div className="relative h-13 border-b border-border">
      {spans.map(({ level, from, until }) => {
        const width = place(until) - place(from)
        return (
          <div
            key={from.toISOString()}
            className={cx('absolute bottom-0 overflow-hidden', rungs[level].look)}
            style={{ left: `${place(from)}%`, width: `calc(${width}% - 2px)`, top: rungs[level].top }}
          >
            <span
              className={cx(
                'absolute start-2 bottom-0.5 text-caption font-strong whitespace-nowrap',
                level === 'PAUSED' && 'rounded-box bg-surface px-1',
                width < t(level).length * 0.62 + 1.3 && 'hidden',
                width < 18 && 'phone:hidden',
              )}
            >
              {t(level)}
            </span>
          </div>
        )
      })}
    </div>
  )
}

type BarsProps = { title: string; values: { day: string; value: number }[]; colour: string }

function Bars({ title, values, colour }: BarsProps) {
  const locale = useLocale()
  const highest = niceTop(Math.max(...values.map(({ value }) => value)))
  return (
    <div className="relative pt-8">
      <p className="absolute top-2 text-caption font-strong">{title}</p>
      <div className="relative h-20 border-b border-field-border">
        {[0.5, 1].map((at) => (
          <div
            key={at}
            className="absolute inset-x-0 border-t border-separator"
            style={{ bottom: `${at * 100}%` }}
          >
            <span className="absolute end-full me-2.5 -translate-y-1/2 text-caption text-muted phone:hidden">
              {formatNumber(locale, highest * at, { notation: 'compact' })}
            </span>
          </div>
        ))}
        <div className="absolute inset-0 flex items-end">
          {values.map(({ day, value }) => (
            <div key={day} className="h-full grow basis-0 px-px">
              <div className="flex h-full items-end">
                <div
                  className="w-full rounded-t-[1px]"
                  style={{ height: `${(value / highest) * 100}%`, background: colour }}
                />
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** The lowest of 2, 4, 10, 20, 40, 100, … that holds it: its half is a whole number too. */
function niceTop(value: number): number {
  for (let ten = 1; ; ten *= 10) {
    const top = [2, 4, 10].find((step) => step * ten >= value)
    if (top !== undefined) return top * ten
  }
}

function Marks({ marks, place }: { marks: Mark[]; place: Moment }) {
  return marks.map(({ name, at }, index) => (
    <div
      key={`${name} ${at.toISOString()}`}
      className="absolute top-0 bottom-5 border-s border-dotted border-field-border"
      style={{ left: `${place(at)}%` }}
    >
      <span className="absolute top-0 grid size-4.5 -translate-x-1/2 place-items-center rounded-full border border-foreground bg-surface text-key font-strong">
        {index + 1}
      </span>
    </div>
  ))
}

/**
 * One time axis: the rating as rungs, what was delivered and who left below it, and the campaigns as numbered lines
 * through all of them. A picture for the eye; the table under it says the same in words.
 */
export function QualityTimeline(props: { history: TemplateHistory; campaigns: Mark[]; timeZone: string }) {
  const t = useTranslations('templates')
  const locale = useLocale()
  const { from, days, spans } = props.history
  // The last day is drawn whole, though it is not over.
  const lengthMs = days.length * 24 * 3_600_000
  const place: Moment = (at) => clamp((at.getTime() - from.getTime()) / lengthMs)
  const ticks = [0, 1 / 4, 1 / 2, 3 / 4].map((share) => ({
    share,
    at: new Date(from.getTime() + Math.round(share * days.length) * 24 * 3_600_000),
  }))
  return (
    <>
      <div role="img" aria-label={t('timelineChart', { days: days.length })} className="ps-10 phone:ps-0">
        <div className={cx('relative', props.campaigns.length > 0 && 'pt-7')}>
          <Spans spans={spans} place={place} />
          <Bars
            title={t('deliveredPerDay')}
            values={days.map(({ day, delivered }) => ({ day, value: delivered }))}
            colour="var(--chart-1)"
          />
          <Bars
            title={t('optOutsPerDay')}
            values={days.map(({ day, optOuts }) => ({ day, value: optOuts }))}
            colour="var(--chart-2)"
          />
          <div className="relative h-5 text-caption text-muted">
            {ticks.map(({ share, at }) => (
              <span
                key={share}
                className="absolute top-1 whitespace-nowrap"
                style={{ left: `${share * 100}%` }}
              >
                {formatTime(locale, at, props.timeZone, 'day').replace(/^\S+ /, '')}
              </span>
            ))}
            <span className="absolute end-0 top-1 phone:hidden">{t('today')}</span>
          </div>
          <Marks marks={props.campaigns} place={place} />
        </div>
      </div>
      {props.campaigns.length > 0 && (
        <ol
          aria-label={t('campaignMarks')}
          className="mt-4 flex flex-wrap gap-x-5 gap-y-1 ps-10 text-control phone:ps-0"
        >
          {props.campaigns.map(({ name, at }, index) => (
            <li key={`${name} ${at.toISOString()}`}>
              <span className="me-1.5 font-strong">{index + 1}</span>
              {name} <span className="text-muted">{formatTime(locale, at, props.timeZone, 'day')}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
