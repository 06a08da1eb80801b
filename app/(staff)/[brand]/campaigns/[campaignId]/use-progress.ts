'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { CampaignProgress } from '@/core/campaigns/states'

/** The same over JSON: instants are texts. */
type Wire<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Wire<T[K]> } : T

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))

function read(wire: Wire<CampaignProgress>): CampaignProgress {
  return {
    ...wire,
    scheduledAt: instant(wire.scheduledAt),
    startedAt: instant(wire.startedAt),
    finishedAt: instant(wire.finishedAt),
    waitingUntil: instant(wire.waitingUntil),
    countedAt: new Date(wire.countedAt),
    series: wire.series.map((point) => ({ ...point, at: new Date(point.at) })),
  }
}

const everyMs = 1_500
const afterFailureMs = 5_000
const longestMs = 30_000

/** When to ask again: at once while it moves, and no more often than needed for a start that is far away. */
function pauseBefore(progress: CampaignProgress): number {
  if (progress.state !== 'scheduled' || !progress.scheduledAt) return everyMs
  return Math.min(longestMs, Math.max(everyMs, progress.scheduledAt.getTime() - Date.now()))
}

/**
 * Follows a campaign while anything may still move and somebody looks: asks every 1.5 s in a visible tab, and not at
 * all in a hidden one.
 * @param initial what the page was drawn with; a newer one (after a button was pressed) replaces what was heard since
 */
export function useProgress(
  url: string,
  initial: CampaignProgress,
): { progress: CampaignProgress; isStale: boolean } {
  const router = useRouter()
  const [heard, setHeard] = useState(initial)
  const [isStale, setStale] = useState(false)
  const progress = initial.countedAt > heard.countedAt ? initial : heard
  const latest = useRef(progress)
  latest.current = progress
  const { live, state } = progress

  useEffect(() => {
    if (!live) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const controller = new AbortController()
    const next = (pauseMs: number) => {
      clearTimeout(timer)
      if (!document.hidden && !controller.signal.aborted) timer = setTimeout(ask, pauseMs)
    }
    const ask = async () => {
      try {
        const response = await fetch(url, { signal: controller.signal })
        if (!response.ok) throw new Error(String(response.status))
        const news = read(await response.json())
        setHeard(news)
        setStale(false)
        next(pauseBefore(news))
      } catch {
        // Shown as "not up to date"; the page keeps the last figures and tries again.
        if (controller.signal.aborted) return
        setStale(true)
        next(afterFailureMs)
      }
    }
    const onVisible = () => (document.hidden ? clearTimeout(timer) : next(0))
    document.addEventListener('visibilitychange', onVisible)
    next(pauseBefore(latest.current))
    return () => {
      controller.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [url, live])

  // Another state means other buttons and another line in the log, and those come from the server.
  const known = useRef(initial.state)
  useEffect(() => {
    if (known.current !== state) router.refresh()
    known.current = state
  }, [state, router])
  return { progress, isStale }
}
