import { Clock3, Minus, Pause } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SubscriberRow } from '@/core/subscribers/schema'
import { CrossMark, TickOne, TickTwo } from '../ui/marks'

type PersonStateProps = Pick<
  SubscriberRow,
  'state' | 'counts' | 'isWaiting' | 'isPaused' | 'isStoppedInWhatsApp'
> & {
  /** Whether the list is about one topic: then "none" says nothing about the others. */
  ofTopic?: boolean
}

const quiet = 'size-4 shrink-0 text-muted'

/** What may be sent to a person, in one glyph and a few words: what holds them back most comes first. */
export function PersonState({
  state,
  counts,
  isWaiting,
  isPaused,
  isStoppedInWhatsApp,
  ofTopic,
}: PersonStateProps) {
  const t = useTranslations('subscribers.states')
  const line = (glyph: ReactNode, word: string, muted = false) => (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      {glyph}
      <span className={muted ? 'text-muted' : undefined}>{word}</span>
    </span>
  )
  if (state === null)
    return line(<Minus className={quiet} aria-hidden="true" />, t(ofTopic ? 'noneTopic' : 'none'), true)
  const stands = state === 'confirmed' || state === 'given'
  if (stands && isStoppedInWhatsApp) return line(<CrossMark className="text-danger" />, t('stopped'))
  if (stands && isPaused) return line(<Pause className={quiet} aria-hidden="true" />, t('paused'))
  switch (state) {
    case 'confirmed':
      return line(<TickTwo className="text-accent" />, t('confirmed'))
    case 'given':
      if (isWaiting) return line(<Clock3 className={quiet} aria-hidden="true" />, t('waiting'), true)
      return line(<TickOne className="text-muted" />, t(counts ? 'given' : 'givenNotConfirmed'))
    case 'withdrawn':
      return line(<CrossMark className="text-danger" />, t('withdrawn'))
    case 'refused':
      return line(<CrossMark className="text-muted" />, t('refused'))
    case 'requested':
      return line(<Clock3 className={quiet} aria-hidden="true" />, t('requested'), true)
    case 'expired':
      return line(<Minus className={quiet} aria-hidden="true" />, t('expired'), true)
  }
}
