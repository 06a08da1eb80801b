import type { Block } from '@/core/sources/landing-pages/schema'

/** Blocks that take the whole width, so that nothing can stand beside them. */
const isWide = (block: Block) => block.type === 'Hero' || block.type === 'Footer'

/** The first example message: on a wide screen it stands beside the others. */
export const sideBlock = (content: readonly Block[]): Block | undefined =>
  content.find((block) => block.type === 'ExampleMessage')

/**
 * Where it stands: from which row on and how many rows long, on the grid of the page. Beside the blocks around it,
 * up to the next that takes the whole width. `below` says whether a hero is right above, which it then overlaps.
 */
export function sidePlace(content: readonly Block[]): { row: number; span: number; below: boolean } {
  const side = sideBlock(content)
  const at = side ? content.indexOf(side) : 0
  const isEdge = (block: Block | undefined) => block === undefined || isWide(block)
  let first = at
  while (!isEdge(content[first - 1])) first -= 1
  let last = at
  while (!isEdge(content[last + 1])) last += 1
  return { row: first + 1, span: Math.max(1, last - first), below: content[first - 1]?.type === 'Hero' }
}
