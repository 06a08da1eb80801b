'use client'

import { ChevronRight, Clock, Send, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { BlockReason } from '@/db/states'
import { cx } from '../ui/cx'
import { Num } from '../ui/figures'
import { CrossMark, TickTwo } from '../ui/marks'
import { hatch } from './ledger'

/** What a row stands for: one reason, everybody who may, or the parts of those. */
export type WaterfallKey = BlockReason | 'eligible'

type WaterfallProps = {
  /** What the audience is called. */
  whole: ReactNode
  topicName: string
  maxPerMonth: number | null
  total: number
  leftOut: { reason: BlockReason; people: number }[]
  eligible: number
  /** What those who are left are called, where it is not "may receive it". */
  result?: ReactNode
  /** Before the start: how many go out at once, and how many wait for the 24-hour limit. */
  split?: { goOut: number; wait: number }
  onOpen: (key: WaterfallKey) => void
}

/** Who gets this, and why not: from everybody who was meant to everybody who may, one reason a row. The rows add up. */
export function Waterfall({
  whole,
  topicName,
  maxPerMonth,
  total,
  leftOut,
  eligible,
  result,
  split,
  onOpen,
}: WaterfallProps) {
  const t = useTranslations('campaigns')
  const tr = useTranslations('reasons')
  let before = total
  return (
    <ul className="text-control">
      <Line
        icon={<Users className="size-4 text-muted" aria-hidden="true" />}
        value={total}
        from={0}
        to={total}
        total={total}
        colour="bg-muted/70"
      >
        {whole}
      </Line>
      {leftOut.map(({ reason, people }) => {
        if (people === 0) return null
        const to = before
        before -= people
        return (
          <Line
            key={reason}
            icon={<CrossMark className="text-muted" />}
            value={-people}
            from={before}
            to={to}
            total={total}
            colour="bg-chart-2"
            onOpen={() => onOpen(reason)}
          >
            {tr.rich(`${reason}.row`, {
              topic: topicName,
              max: maxPerMonth ?? 0,
              strong: (words) => <strong>{words}</strong>,
            })}
          </Line>
        )
      })}
      <Line
        icon={<TickTwo className="text-accent" />}
        value={eligible}
        from={0}
        to={eligible}
        total={total}
        colour="bg-accent"
        isResult
        onOpen={eligible > 0 ? () => onOpen('eligible') : undefined}
      >
        {result ?? t('waterfall.eligible')}
      </Line>
      {split && split.wait > 0 && (
        <>
          <Line
            icon={<Send className="size-4 text-accent" aria-hidden="true" />}
            value={split.goOut}
            from={0}
            to={split.goOut}
            total={total}
            colour="bg-accent"
          >
            {t('waterfall.goOut')}
          </Line>
          <Line
            icon={<Clock className="size-4 text-muted" aria-hidden="true" />}
            value={split.wait}
            from={split.goOut}
            to={eligible}
            total={total}
            isHatched
          >
            {t('waterfall.wait')}
          </Line>
        </>
      )}
    </ul>
  )
}

type LineProps = {
  icon: ReactNode
  children: ReactNode
  value: number
  from: number
  to: number
  total: number
  colour?: string
  /** Waits for a known moment. */
  isHatched?: boolean
  isResult?: boolean
  onOpen?: (() => void) | undefined
}

function Line({ icon, children, value, from, to, total, colour, isHatched, isResult, onOpen }: LineProps) {
  const share = (people: number) => `${(people / Math.max(1, total)) * 100}%`
  const body = (
    <>
      <span className="grid w-5 shrink-0 place-items-center">{icon}</span>
      <span className={cx('min-w-0 grow text-start', isResult && 'text-section')}>{children}</span>
      <span className="relative h-3.5 w-[118px] shrink-0 phone:hidden" aria-hidden="true">
        <span
          className={cx('absolute inset-y-0 min-w-px rounded-bar', colour)}
          style={{ ...(isHatched && hatch), insetInlineStart: share(from), width: share(to - from) }}
        />
      </span>
      <span
        className={cx(
          'w-16 shrink-0 text-end',
          isResult ? 'text-section' : value < 0 ? 'font-medium' : 'font-strong',
        )}
      >
        <Num value={value} />
      </span>
      <span className="w-4 shrink-0">
        {onOpen && <ChevronRight className="size-4 text-muted" aria-hidden="true" />}
      </span>
    </>
  )
  const frame = cx(
    'flex w-full items-center gap-2.5 text-control',
    isResult ? 'min-h-12' : 'min-h-[38px] py-1.5 phone:min-h-11',
  )
  return (
    <li className="border-b border-separator last:border-0">
      {onOpen ? (
        <button type="button" onClick={onOpen} className={cx(frame, 'cursor-pointer hover:bg-wash')}>
          {body}
        </button>
      ) : (
        <div className={frame}>{body}</div>
      )}
    </li>
  )
}
