import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import type { BlockOf, BlockType } from '@/core/sources/landing-pages/schema'

/** What each block is drawn from: itself, and the page around it. */
export type BlockProps<T extends BlockType> = { block: BlockOf<T>; page: RenderInput }
