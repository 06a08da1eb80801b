import type { ReactNode, Ref } from 'react'
import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import type { BlockOf, BlockType, LocalText } from '@/core/sources/landing-pages/schema'

/** Where a text stands: the block's id, and its path inside the block, as `listTexts` gives it. */
export type Place = { blockId: string; path: string }

/** The page around a block. In the builder texts are drawn by `drawText`, so that they can be typed in place. */
export type PageView = RenderInput & { drawText?: (place: Place, text: LocalText) => ReactNode }

/** What each block is drawn from: itself, and the page around it. */
export type BlockProps<T extends BlockType> = {
  block: BlockOf<T>
  page: PageView
  /** The builder takes hold of a block by its outermost element. */
  rootRef?: Ref<HTMLElement> | undefined
}
