'use client'

import { useRefreshWhile } from '@/components/ui/use-refresh-while'

/** Keeps the figures fresh for as long as it goes out. */
export function Follow({ isUnderWay }: { isUnderWay: boolean }) {
  useRefreshWhile(isUnderWay)
  return null
}
