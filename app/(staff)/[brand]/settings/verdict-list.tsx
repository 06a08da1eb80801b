import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { CrossMark, TickOne, TickTwo } from '@/components/ui/marks'

export type VerdictRow = {
  step: string
  title: string
  /** Undefined before it was looked at. */
  state: 'ok' | 'warning' | 'failed' | 'skipped' | undefined
  /** The state in a word, for who does not see the glyph. */
  stateWord: string | undefined
  /** Shown by ourselves and not yet by the other side: one tick instead of two. */
  isOwnWord?: boolean
  said: string | null
  advice: string | null
}

const open = <span className="size-3.5 rounded-chip border-[1.5px] border-field-border" aria-hidden="true" />

function glyphOf({ state, isOwnWord }: VerdictRow): ReactNode {
  switch (state) {
    case 'failed':
      return <CrossMark className="text-danger" />
    case 'warning':
      return <TriangleAlert className="size-4 text-warning-soft-foreground" aria-hidden="true" />
    case 'ok':
      return isOwnWord ? <TickOne className="text-accent" /> : <TickTwo className="text-accent" />
    default:
      return open
  }
}

/** The steps of a test, each with what it showed and what to do about it. */
export const VerdictList = ({ rows }: { rows: VerdictRow[] }) => (
  <ol className="border-t border-separator">
    {rows.map((row) => (
      <li key={row.step} className="flex gap-3 border-b border-separator py-2.5">
        <span className="flex w-6 shrink-0 justify-center pt-0.5">{glyphOf(row)}</span>
        <div className="min-w-0 text-control">
          <p className="font-strong">
            {row.title}
            {row.stateWord && <span className="sr-only">: {row.stateWord}</span>}
          </p>
          <p className="text-muted wrap-anywhere">{row.said}</p>
          {row.advice && <p className="wrap-anywhere">{row.advice}</p>}
        </div>
      </li>
    ))}
  </ol>
)
