import { CircleCheck, CircleDashed, CirclePause, OctagonX, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'paused'

const toneClass: Record<Tone, string> = {
  neutral: 'chip--default',
  accent: 'chip--accent chip--soft',
  success: 'chip--success chip--soft',
  warning: 'chip--warning chip--soft',
  danger: 'chip--danger chip--soft',
  paused: 'chip--paused',
}

/** A state, in a word. Never a link. `dot` marks something that runs at this moment. */
export function Chip(props: {
  tone?: Tone
  icon?: ReactNode
  dot?: boolean
  children: ReactNode
  className?: string
}) {
  return (
    <span className={cx('chip [&_svg]:size-3.5', toneClass[props.tone ?? 'neutral'], props.className)}>
      {props.dot && <span className="ms-0.5 size-1.5 rounded-full bg-current" aria-hidden="true" />}
      {props.icon}
      <span className="chip__label">{props.children}</span>
    </span>
  )
}

const qualities = {
  GREEN: { tone: 'success', Icon: CircleCheck },
  YELLOW: { tone: 'warning', Icon: TriangleAlert },
  RED: { tone: 'danger', Icon: OctagonX },
  PAUSED: { tone: 'paused', Icon: CirclePause },
  UNKNOWN: { tone: 'neutral', Icon: CircleDashed },
} as const

/** WhatsApp's quality rating: always icon and word, because the colours alone are close. An unheard-of score reads as not rated. */
export function QualityBadge({ score }: { score: string }) {
  const t = useTranslations('common.quality')
  const known = score in qualities ? (score as keyof typeof qualities) : 'UNKNOWN'
  const { tone, Icon } = qualities[known]
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(known)}
    </Chip>
  )
}
