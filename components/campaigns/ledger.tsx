'use client'

import { Clock, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import { type LedgerPart, ledgerParts } from '@/core/campaigns/states'
import { Num } from '../ui/figures'
import { MessageStateMark } from '../ui/marks'
import { StatStrip, StatTile } from '../ui/stat-tiles'

const mix = (share: number) => `color-mix(in oklab, var(--accent) ${share}%, var(--surface))`

/** What waits for a known moment: hatched, because nobody can hurry it. */
export const hatch: CSSProperties = {
  backgroundImage: 'repeating-linear-gradient(135deg, var(--accent) 0 1.5px, transparent 1.5px 5px)',
  boxShadow: 'inset 0 0 0 1px var(--accent)',
}

const fills: Record<LedgerPart, CSSProperties> = {
  read: { background: 'var(--accent)' },
  delivered: { background: mix(62) },
  sent: { background: mix(42) },
  accepted: { background: mix(30) },
  sending: { background: mix(18) },
  queued: { background: 'var(--surface-secondary)', boxShadow: 'inset 0 0 0 1px var(--border)' },
  waiting: hatch,
  held: hatch,
  failed: { background: 'var(--danger)' },
  skipped: { background: 'var(--chart-2)' },
  uncertain: { background: 'var(--warning)' },
}

/** Seldom met: they take a place in the strip only when somebody is there. */
const rare: readonly LedgerPart[] = ['waiting', 'held', 'uncertain']

const marks: Partial<Record<LedgerPart, ReactNode>> = {
  waiting: <Clock className="size-4 shrink-0" aria-hidden="true" />,
  sending: <LoaderCircle className="size-4 shrink-0" aria-hidden="true" />,
}

/** One bar whose parts are the states in the order of the ledger, over a strip of the same states. Both add up. */
export function Ledger({ parts, people }: { parts: Record<LedgerPart, number>; people: number }) {
  const t = useTranslations('campaigns.parts')
  const shown = ledgerParts.filter((part) => parts[part] > 0 || !rare.includes(part))
  return (
    <>
      <div className="px-6 pb-4 phone:px-4">
        <div className="flex h-4 w-full gap-px overflow-hidden rounded-bar" aria-hidden="true">
          {ledgerParts.map(
            (part) =>
              parts[part] > 0 && (
                <span
                  key={part}
                  title={t(part)}
                  className="min-w-[3px]"
                  style={{ ...fills[part], width: `${(parts[part] / Math.max(1, people)) * 100}%` }}
                />
              ),
          )}
        </div>
      </div>
      <div className="border-t border-border">
        <StatStrip dense>
          {shown.map((part) => (
            <StatTile
              key={part}
              size="small"
              label={
                <span className="inline-flex items-center gap-1.5" title={t(`${part}Help`)}>
                  {marks[part] ?? (part !== 'waiting' && <MessageStateMark state={part} bare />)}
                  <span aria-hidden={marks[part] ? undefined : 'true'}>{t(part)}</span>
                </span>
              }
              value={<Num value={parts[part]} />}
            />
          ))}
        </StatStrip>
      </div>
    </>
  )
}
