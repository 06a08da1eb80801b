'use client'

import { useEffect, useRef, useState } from 'react'
import type { Look } from '@/core/sources/qr-codes/design/schema'
import type { ReadBack } from '@/core/sources/qr-codes/read-back/rules'
import { tryLookAction } from '../actions'

/** What came of reading a look back, and of which look that is: while another is being read, this one still stands there. */
type Tried = { key: string; results: ReadBack[] }

/** So long nothing must change before a look is read back. */
const restMs = 250

/** Reads a look back on the server, the last one that was chosen only. `undefined` until the first answer. */
export function useReadBack(
  brand: string,
  content: string,
  look: Look,
): { tried?: ReadBack[]; isReading: boolean } {
  const [tried, setTried] = useState<Tried>()
  const key = JSON.stringify([content, look])
  const latest = useRef(key)
  latest.current = key

  useEffect(() => {
    const [asked, chosen] = JSON.parse(key) as [string, Look]
    const timer = window.setTimeout(async () => {
      const { data } = (await tryLookAction({ brand, content: asked, look: chosen })) ?? {}
      if (data && latest.current === key) setTried({ key, results: data })
    }, restMs)
    return () => window.clearTimeout(timer)
  }, [brand, key])

  return { ...(tried ? { tried: tried.results } : {}), isReading: tried?.key !== key }
}
