'use client'

import { Search } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { PersonOutcome } from '@/core/campaigns/states'
import { useWhatsAppAddress } from '../subscribers/whatsapp-address'
import { TextField } from '../ui/fields'
import { formatTime } from '../ui/format'
import { CrossMark, MessageStateMark } from '../ui/marks'

type PersonSearchProps = {
  find: (query: string) => Promise<PersonOutcome[] | null>
  zone: string
  topicName: string
  maxPerMonth: number | null
}

const pauseMs = 300

/** Why did, or didn't, this person get it? A name or a number gives one sentence a person. */
export function PersonSearch({ find, zone, topicName, maxPerMonth }: PersonSearchProps) {
  const t = useTranslations('campaigns.person')
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<{ query: string; people: PersonOutcome[] | null }>()
  useEffect(() => {
    const asked = query.trim()
    if (asked.length < 2) return setFound(undefined)
    let isCurrent = true
    const timer = setTimeout(() => {
      find(asked).then((people) => isCurrent && setFound({ query: asked, people }))
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [query, find])
  const addressOf = useWhatsAppAddress()
  const sentence = usePersonSentence({ zone, topicName, maxPerMonth })
  return (
    <div>
      <TextField
        label={t('title')}
        placeholder={t('placeholder')}
        value={query}
        onChange={setQuery}
        autoComplete="off"
        suffix={<Search className="me-2 size-4" aria-hidden="true" />}
      />
      <div aria-live="polite" className="mt-2 text-control">
        {found?.people === null && <p className="text-danger">{t('failed')}</p>}
        {found?.people?.length === 0 && <p className="text-muted">{t('nobody')}</p>}
        <ul className="grid gap-2">
          {found?.people?.map((person) => (
            <li key={person.id} className="flex gap-2">
              <span className="mt-0.5 shrink-0">
                {person.outcome.kind === 'message' ? (
                  <MessageStateMark state={person.outcome.state} bare />
                ) : (
                  <CrossMark className="text-muted" />
                )}
              </span>
              <span className="min-w-0">
                <strong>{person.name ?? addressOf(person)}</strong> {sentence(person.outcome)}
                {person.name && <span className="block text-caption text-muted">{addressOf(person)}</span>}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** One sentence, without the name in front. */
function usePersonSentence({
  zone,
  topicName,
  maxPerMonth,
}: Pick<PersonSearchProps, 'zone' | 'topicName' | 'maxPerMonth'>) {
  const t = useTranslations('campaigns.person')
  const tr = useTranslations('reasons')
  const tf = useTranslations('campaigns.failures')
  const locale = useLocale()
  return (outcome: PersonOutcome['outcome']): string => {
    if (outcome.kind === 'not-meant') return t('notMeant')
    if (outcome.kind === 'left-out') {
      return t('leftOut', {
        reason: tr(`${outcome.reason}.because`, { topic: topicName, max: maxPerMonth ?? 0 }),
      })
    }
    if (outcome.clickedAt) return t('clicked', { when: formatTime(locale, outcome.clickedAt, zone) })
    const when = formatTime(locale, outcome.at, zone)
    if (outcome.waitsUntil) return t('waits', { until: formatTime(locale, outcome.waitsUntil, zone) })
    if (outcome.state === 'skipped' && outcome.skipReason) {
      return t('skipped', {
        reason: tr(`${outcome.skipReason}.because`, { topic: topicName, max: maxPerMonth ?? 0 }),
      })
    }
    if (outcome.state === 'failed') {
      const code = String(outcome.errorCode ?? '')
      return t('failedWith', {
        when,
        said: code && tf.has(code) ? tf(`${code}.said`) : (outcome.errorTitle ?? t('noReason')),
      })
    }
    return t(`states.${outcome.state}`, { when })
  }
}
