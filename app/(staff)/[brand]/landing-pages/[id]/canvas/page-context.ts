import { createContext, useContext } from 'react'
import type { PageView } from '@/components/landing-page/block-props'

/** The page as it is being edited, for the blocks that the editor draws in its frame. */
export const PageContext = createContext<PageView | undefined>(undefined)

export function usePageView(): PageView {
  const page = useContext(PageContext)
  if (!page) throw new Error('a block outside of its page')
  return page
}
