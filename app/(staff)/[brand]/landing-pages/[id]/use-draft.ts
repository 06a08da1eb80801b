'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '@/components/ui/problem'
import { isSlug } from '@/core/sources/landing-pages/rules'
import type { PageContent } from '@/core/sources/landing-pages/schema'
import { saveDraftAction } from '../actions'

export type Draft = { name: string; slug: string; content: PageContent }

export type SaveState =
  | { kind: 'untouched' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'conflict' }

type DraftInput = { brand: string; pageId: string; revision: number; initial: Draft }

const pauseMs = 700

/**
 * A page being edited. Saves by itself a moment after the last change, one save at a time; a save that meets
 * somebody else's stops and says so. An address that cannot be used is kept on the screen and the last good one saved.
 */
export function useDraft({ brand, pageId, revision, initial }: DraftInput) {
  const [draft, setDraft] = useState(initial)
  const [state, setState] = useState<SaveState>({ kind: 'untouched' })
  const [slugProblem, setSlugProblem] = useState<Problem>()
  const latest = useRef(initial)
  const stored = useRef(initial)
  const storedRevision = useRef(revision)
  const goodSlug = useRef(initial.slug)
  const running = useRef<Promise<boolean>>(undefined)

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const sent = latest.current
    const slug = isSlug(sent.slug) ? sent.slug : goodSlug.current
    setState({ kind: 'saving' })
    const input = {
      brand,
      pageId,
      revision: storedRevision.current,
      name: sent.name.trim() || initial.name,
      slug,
      content: sent.content,
    }
    const send = async (input: Parameters<typeof saveDraftAction>[0]) => {
      try {
        return await saveDraftAction(input)
      } catch {
        // The network is gone: what was typed stays on the screen and is tried again with the next change.
        return undefined
      }
    }
    let result = await send(input)
    const slugRefused = result?.serverError?.field === 'slug' ? result.serverError : undefined
    if (slugRefused) result = await send({ ...input, slug: goodSlug.current })
    else goodSlug.current = slug
    setSlugProblem(slugRefused ?? (isSlug(sent.slug) ? undefined : { code: 'slug-invalid' }))
    if (result?.data) {
      storedRevision.current = result.data.revision
      stored.current = sent
      setState({ kind: 'saved', at: result.data.savedAt })
      return true
    }
    const problem = result?.serverError ?? {
      code: result?.validationErrors ? 'invalid-input' : 'unavailable',
    }
    setState(problem.code === 'page-changed-elsewhere' ? { kind: 'conflict' } : { kind: 'failed', problem })
    return false
  }, [brand, pageId, initial.name])

  /** Saves what is not saved yet; false when that did not work. */
  const flush = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current
    while (stored.current !== latest.current) {
      running.current = saveOnce()
      const saved = await running.current
      running.current = undefined
      if (!saved) return false
    }
    return true
  }, [saveOnce])

  const change = useCallback((next: Partial<Draft>) => {
    latest.current = { ...latest.current, ...next }
    setDraft(latest.current)
    setState((before) => (before.kind === 'conflict' ? before : { kind: 'waiting' }))
  }, [])

  useEffect(() => {
    // Every change makes a new state, so the pause starts anew with each.
    if (state.kind !== 'waiting') return
    const timer = setTimeout(flush, pauseMs)
    return () => clearTimeout(timer)
  }, [state, flush])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (stored.current !== latest.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  /** What is on the screen is live now. */
  const settle = useCallback(() => setState({ kind: 'untouched' }), [])

  return { draft, settle, change, state, slugProblem, flush, revision: () => storedRevision.current }
}
