import type { LocalText } from '@/core/sources/landing-pages/schema'
import type { PageView } from './block-props'
import { Text } from './text'

type WordsProps = { page: PageView; id: string; path: string; text: LocalText; plain?: boolean }

/** A text of a block in the page's language; typed in place in the builder. `plain` where bold makes no sense. */
export function Words({ page, id, path, text, plain = false }: WordsProps) {
  if (page.drawText) return page.drawText({ blockId: id, path }, text)
  return plain ? text[page.language] : <Text text={text[page.language]} />
}

/** Whether an optional text has its place on the page: in the builder always, so that it can be written. */
export const isShown = (page: PageView, text: LocalText): boolean =>
  page.drawText !== undefined || text[page.language] !== ''
