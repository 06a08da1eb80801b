import type { Element } from 'happy-dom'
import type { BrandContext } from '../../../brands/scope'
import { type OpenedPage, type PageLanguage, withOpenedPages } from '../check/opened-page'
import { requireVersion } from '../require-version'
import { type BlockType, pageContentSchema } from '../schema'
import { listRenders } from '../store-version'
import { diffWords, type Stretch } from './word-diff'

export type BlockChange = {
  /** The block's id; `head` and `foot` for what stands around the blocks. */
  blockId: string
  /** For its name on screen; null where neither version says. */
  part: BlockType | 'head' | 'foot' | null
  stretches: Stretch[]
}

export type Comparison = {
  before: { version: number; html: string | null }
  after: { version: number; html: string | null }
  /** Languages that either of them has. */
  languages: PageLanguage[]
  /** Parts whose words changed, in the order of the page; parts that are the same are left out. */
  changes: BlockChange[]
  /** How many parts were compared. */
  parts: number
}

/**
 * Two versions of a page as they were served in one language, and the words that changed between them. Reads the stored
 * documents, so it works for a page of any age.
 * @throws AppError `not-found` for a version of another page
 */
export async function compareVersions(
  ctx: BrandContext,
  input: { pageId: string; beforeId: string; afterId: string; language: PageLanguage },
): Promise<Comparison> {
  const { pageId, beforeId, afterId, language } = input
  const sides = await Promise.all(
    [beforeId, afterId].map(async (versionId) => {
      const { version, content } = await requireVersion(ctx, { pageId, versionId })
      const renders = await listRenders(ctx, versionId)
      const html = renders.find((render) => render.language === language)?.formHtml ?? null
      return { version, html, content, languages: renders.map((render) => render.language) }
    }),
  )
  const [before, after] = sides
  if (!before || !after) throw new Error('two versions are compared')
  const [textsBefore, textsAfter] = await withOpenedPages(
    sides.map(({ html }) => ({ language, formHtml: html ?? '' })),
    (pages) => pages.map(partsOf),
  )
  const ids = [...new Set([...(textsAfter ?? new Map()).keys(), ...(textsBefore ?? new Map()).keys()])]
  const types = new Map(sides.flatMap(({ content }) => typesIn(content)))
  const changes = ids.map((blockId) => ({
    blockId,
    part: blockId === 'head' || blockId === 'foot' ? blockId : (types.get(blockId) ?? null),
    stretches: diffWords(textsBefore?.get(blockId) ?? '', textsAfter?.get(blockId) ?? ''),
  }))
  return {
    before: { version: before.version, html: before.html },
    after: { version: after.version, html: after.html },
    languages: [...new Set(sides.flatMap((side) => side.languages))],
    changes: changes.filter(({ stretches }) => stretches.some(({ kind }) => kind !== 'same')),
    parts: ids.length,
  }
}

/** What kind each block is; nothing where a page is too old to be read as one of today. */
const typesIn = (content: unknown): [string, BlockType][] =>
  pageContentSchema.safeParse(content).data?.content.map((block) => [block.props.id, block.type]) ?? []

/** The words of each part of a page, in its order, with what is folded away. */
function partsOf({ document, wholeText }: OpenedPage): Map<string, string> {
  const parts = new Map<string, string>()
  const put = (id: string, element: Element | null) => {
    const text = element ? wholeText(element) : ''
    if (text !== '') parts.set(id, text)
  }
  put('head', document.querySelector('header'))
  for (const block of document.querySelectorAll('[data-block]')) {
    put(block.getAttribute('data-block') ?? '', block)
  }
  put('foot', document.querySelector('footer'))
  return parts
}
