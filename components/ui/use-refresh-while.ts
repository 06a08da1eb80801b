'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Has the page drawn anew every so often, for as long as something on it is under way. */
export function useRefreshWhile(isUnderWay: boolean, everyMs = 1_000): void {
  const router = useRouter()
  useEffect(() => {
    if (!isUnderWay) return
    const timer = window.setInterval(() => router.refresh(), everyMs)
    return () => window.clearInterval(timer)
  }, [isUnderWay, everyMs, router])
}
