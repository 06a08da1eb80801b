'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { WhenValue } from '@/components/campaigns/when-field'
import type { ActionResult } from '@/components/ui/problem'
import type { Audience, Variables } from '@/core/campaigns/schema'
import { save } from '../../actions'

export type Draft = {
  name: string
  topicId: string
  templateId: string
  audience: Audience
  variables: Variables
  when: WhenValue
}

type Saving =
  | { kind: 'saved'; at: Date | null }
  | { kind: 'saving' }
  | { kind: 'failed'; result: ActionResult }

const pauseMs = 700

/** What changed since it was last saved. */
function changes(draft: Draft, saved: Draft): Partial<Draft> {
  const keys = Object.keys(draft) as (keyof Draft)[]
  const changed = keys.filter((key) => JSON.stringify(draft[key]) !== JSON.stringify(saved[key]))
  // A name on its way to another one is empty for a moment.
  const kept = changed.filter((key) => key !== 'name' || draft.name.trim() !== '')
  return Object.fromEntries(kept.map((key) => [key, draft[key]]))
}

/**
 * A draft that saves itself a moment after the last change, one save after the other, each naming the revision it
 * was made from.
 * @param input.mayKeep whether a moment can be kept: one that does not exist stays on the screen until it is put right
 */
export function useDraft(input: {
  brand: string
  campaignId: string
  revision: number
  initial: Draft
  mayKeep: (when: WhenValue) => boolean
}) {
  const { brand, campaignId, mayKeep } = input
  const [draft, setDraft] = useState(input.initial)
  const [saving, setSaving] = useState<Saving>({ kind: 'saved', at: null })
  const latest = useRef(input.initial)
  const saved = useRef(input.initial)
  const revision = useRef(input.revision)
  const queue = useRef<Promise<boolean>>(Promise.resolve(true))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  /** Saves what is not saved yet. False when the server refused it. */
  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    queue.current = queue.current.then(async () => {
      const snapshot = latest.current
      const { when, ...change } = changes(snapshot, saved.current)
      const isWhenKept = when !== undefined && mayKeep(when)
      if (Object.keys(change).length === 0 && !isWhenKept) return true
      setSaving({ kind: 'saving' })
      const result = await save({
        brand,
        campaignId,
        revision: revision.current,
        ...change,
        ...(isWhenKept && { when }),
      })
      if (!result?.data) {
        setSaving({ kind: 'failed', result: result ?? {} })
        return false
      }
      revision.current = result.data.revision
      saved.current = { ...snapshot, when: isWhenKept ? snapshot.when : saved.current.when }
      setSaving({ kind: 'saved', at: new Date() })
      return true
    })
    return queue.current
  }, [brand, campaignId, mayKeep])

  const change = useCallback(
    (patch: Partial<Draft>) => {
      latest.current = { ...latest.current, ...patch }
      setDraft(latest.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, pauseMs)
    },
    [flush],
  )

  useEffect(() => () => clearTimeout(timer.current), [])
  return { draft, change, flush, saving, revision }
}
