'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Bar } from '@/components/ui/bar'
import { Num } from '@/components/ui/figures'
import type { ImportView } from '@/core/sources/imports/schema'

const everyMs = 1_000

type Followed = Pick<ImportView, 'state' | 'rows' | 'rowsRead' | 'rowsApplied'>

/** Follows an import that moves, and has the page drawn anew when it has come to another state. */
export function Follow({ url, initial }: { url: string; initial: Followed }) {
  const t = useTranslations('imports.follow')
  const router = useRouter()
  const [heard, setHeard] = useState(initial)
  const [isStale, setStale] = useState(false)
  const { state } = initial

  useEffect(() => {
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        const answer = await fetch(url, { signal: controller.signal })
        if (!answer.ok) throw new Error(String(answer.status))
        const news = (await answer.json()) as Followed
        setHeard(news)
        setStale(false)
        if (news.state !== state) router.refresh()
      } catch {
        // Shown as "not up to date"; the figures stay and the next try comes by itself.
        if (controller.signal.aborted) return
        setStale(true)
      }
      timer = setTimeout(ask, everyMs)
    }
    timer = setTimeout(ask, everyMs)
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [url, state, router])

  const done = state === 'checking' ? heard.rowsRead : heard.rowsApplied
  return (
    <div className="grid max-w-180 gap-2">
      <p className="text-control" aria-live="polite">
        <span className="text-figure-small">
          <Num value={done} />
        </span>{' '}
        {state === 'checking' ? t('rowsRead') : t('rowsDone', { rows: heard.rows })}
      </p>
      {state !== 'checking' && (
        <Bar
          className="h-2"
          total={heard.rows}
          parts={[{ key: 'done', value: done, className: 'bg-accent' }]}
        />
      )}
      <p className="text-caption text-muted">{t(isStale ? 'stale' : 'mayLeave')}</p>
    </div>
  )
}
