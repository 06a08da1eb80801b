import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MessageState } from '@/db/states'
import { cx } from './cx'

/** Our mark: a V whose left leg is cut at half height, and the second tick behind it. */
export function BrandMark({ className, solid = false }: { className?: string; solid?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" className={className}>
      <path d="M1.5 11h4.2l1.9 3.8L13 4h4.2l-8 16H6z" />
      <path d="M19.2 4h4.2l-8 16h-3.2l-.5-1z" opacity={solid ? 1 : 0.55} />
    </svg>
  )
}

/** The app icon: the mark at 75 % on an accent square. */
export function BrandTile({ className = 'size-7' }: { className?: string }) {
  return (
    <span
      className={cx(
        'grid shrink-0 place-items-center rounded-[18.75%] bg-accent text-accent-foreground',
        className,
      )}
    >
      <BrandMark className="size-3/4" />
    </span>
  )
}

type GlyphProps = { className?: string }

function Glyph({ children, className }: GlyphProps & { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="square"
      aria-hidden="true"
      className={cx('size-4 shrink-0', className)}
    >
      {children}
    </svg>
  )
}

/** One tick: given, accepted. */
export const TickOne = ({ className }: GlyphProps) => (
  <Glyph className={className}>
    <path d="M2.5 8.6 5.6 12 12 4.2" />
  </Glyph>
)

/** Two ticks: confirmed, delivered, checked. `draws` lets the second one draw itself once. */
export const TickTwo = ({ className, draws = false }: GlyphProps & { draws?: boolean }) => (
  <Glyph className={className}>
    <path d="M.9 8.6 4 12l6.4-7.8" />
    <path d="m8.2 11.4.5.6 6.4-7.8" className={draws ? 'second-tick' : undefined} />
  </Glyph>
)

/** Out: opted out, failed. */
export const CrossMark = ({ className }: GlyphProps) => (
  <Glyph className={className}>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Glyph>
)

const ClockMark = ({ className }: GlyphProps) => (
  <Glyph className={className}>
    <circle cx="8" cy="8" r="5.8" />
    <path d="M8 5v3.4h2.2" />
  </Glyph>
)
const DashMark = ({ className }: GlyphProps) => (
  <Glyph className={className}>
    <path d="M4 8h8" />
  </Glyph>
)
const SkipMark = ({ className }: GlyphProps) => (
  <Glyph className={className}>
    <path d="M3.5 3.8 9.5 8l-6 4.2zM12.5 3.8v8.4" strokeWidth="1.4" />
  </Glyph>
)
const QuestionMark = ({ className }: GlyphProps) => (
  <Glyph className={className}>
    <circle cx="8" cy="8" r="6.2" strokeWidth="1.4" />
    <path
      d="M6.4 6.4c.2-.9.8-1.3 1.7-1.3 1 0 1.6.6 1.6 1.4 0 1.2-1.6 1.2-1.6 2.4M8.1 11v.1"
      strokeWidth="1.4"
    />
  </Glyph>
)

type MarkProps = {
  /** Leave the word out on screen; it stays for screen readers. */
  bare?: boolean
  className?: string
}

function Mark({ glyph, word, bare, className }: MarkProps & { glyph: ReactNode; word: string }) {
  return (
    <span
      className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', className)}
      title={bare ? word : undefined}
    >
      {glyph}
      <span className={bare ? 'sr-only' : 'text-foreground'}>{word}</span>
    </span>
  )
}

const messageGlyphs: Record<MessageState, ReactNode> = {
  queued: <DashMark className="text-muted" />,
  sending: <DashMark className="text-accent" />,
  accepted: <TickOne className="text-muted" />,
  sent: <TickOne className="text-muted" />,
  held: <ClockMark className="text-muted" />,
  delivered: <TickTwo className="text-muted" />,
  read: <TickTwo className="text-accent" />,
  failed: <CrossMark className="text-danger" />,
  skipped: <SkipMark className="text-muted" />,
  uncertain: <QuestionMark className="text-warning-soft-foreground" />,
}

/** Where a message is, as glyph and word. */
export function MessageStateMark({ state, ...rest }: MarkProps & { state: MessageState }) {
  const t = useTranslations('common.message')
  return <Mark glyph={messageGlyphs[state]} word={t(state)} {...rest} />
}
