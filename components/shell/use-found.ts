import { useEffect, useState } from 'react'
import type { FoundThing } from '@/core/insights/find/rules'

/** Asks nothing of the server while somebody is still typing. */
const restMs = 180

export type Find = (text: string) => Promise<FoundThing[] | null>

/** What the server knows under a text of two letters or more; `failed` when it could not say. */
export function useFound(
  text: string,
  find: Find,
): { things: FoundThing[]; state: 'idle' | 'busy' | 'failed' } {
  const asked = text.trim()
  const [answer, setAnswer] = useState<{ text: string; things: FoundThing[] | null }>()
  useEffect(() => {
    if (asked.length < 2) return
    let isCurrent = true
    const timer = setTimeout(() => {
      find(asked).then((things) => isCurrent && setAnswer({ text: asked, things }))
    }, restMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [asked, find])
  if (asked.length < 2) return { things: [], state: 'idle' }
  if (answer?.text !== asked) return { things: answer?.things ?? [], state: 'busy' }
  return answer.things ? { things: answer.things, state: 'idle' } : { things: [], state: 'failed' }
}
