import { getLocale, getTranslations } from 'next-intl/server'
import { formatNumber, formatTime } from '@/components/ui/format'
import { readTier } from '@/core/policy/states'
import type { AccountNotice, HeldBack } from '@/core/providers/notice-queries'

/** What a notice of WhatsApp says, in the words of this reader. */
export type NoticeWords = { title: string; means: string; do: string }

/** How notices are put into words: by WhatsApp's own word where we know it, and honestly where we do not. */
export async function noticeWords(zone: string) {
  const [t, locale] = await Promise.all([getTranslations('notices'), getLocale()])
  return {
    told(notice: Pick<AccountNotice, 'field' | 'event' | 'details'>): NoticeWords {
      const { key, values } = placeOf(notice)
      const limit = readTier(notice.event)
      const params = {
        ...values,
        limit: limit === null ? notice.event.replace('TIER_', '').toLowerCase() : formatNumber(locale, limit),
      }
      const known = t.has(`told.${key}.title`) ? key : 'any'
      return {
        title: t(`told.${known}.title`, params),
        means: t(`told.${known}.means`),
        do: t(`told.${known}.do`),
      }
    },
    held(held: HeldBack | null): string {
      if (!held) return t('held.nothing')
      if (!held.until) return t(`held.${held.pause}`)
      return t(`held.${held.pause}Until`, { until: formatTime(locale, held.until, zone) })
    },
  }
}

function placeOf({ field, event, details }: Pick<AccountNotice, 'field' | 'event' | 'details'>) {
  const values = { event }
  if (field === 'messaging-limit') return { key: 'limit', values }
  // One word of WhatsApp for three decisions.
  const state = event === 'DISABLED_UPDATE' && typeof details.state === 'string' ? details.state : event
  const word = state === 'DISABLE' ? event : state
  return { key: `${field}.${word}`, values }
}
