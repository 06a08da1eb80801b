'use client'

import { useEffect, useRef, useState } from 'react'
import type { Checked } from '@/core/sources/landing-pages/check/outcome'
import type { PageContent } from '@/core/sources/landing-pages/schema'
import { checkDraftAction } from '../check-actions'

export type Checks = {
  /** What was found last; undefined before the first reading. */
  checked: Checked | undefined
  state: 'reading' | 'read' | 'failed'
}

const pauseMs = 500

/**
 * Has the page read a moment after the last change, as it would be rendered, and says what rules it keeps. One reading at
 * a time; what was found stays on the screen until the next is done.
 */
export function useChecks(input: {
  brand: string
  slug: string
  content: PageContent
  /** What the rules ask beside the page, as a text that changes with it: then it is read again. */
  facts: string
}): Checks {
  const { brand, slug, content, facts } = input
  const [checks, setChecks] = useState<Checks>({ checked: undefined, state: 'reading' })
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other facts the same page reads otherwise
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const result = await checkDraftAction({ brand, slug, content }).catch(() => undefined)
      if (!isCurrent) return
      setChecks((before) =>
        result?.data ? { checked: result.data, state: 'read' } : { ...before, state: 'failed' },
      )
    }
    setChecks((before) => ({ ...before, state: 'reading' }))
    const timer = setTimeout(read, isFirst.current ? 0 : pauseMs)
    isFirst.current = false
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [brand, slug, content, facts])
  return checks
}
