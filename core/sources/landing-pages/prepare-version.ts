import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { checkRendered } from './check/check-page'
import { brokenMusts } from './check/outcome'
import { type PageFacts, readPageFacts } from './check/page-facts'
import { type LandingPage, lockPage } from './commands'
import { type Rendering, type RenderPage, renderLanguages } from './render-page'
import { type PageContent, pageContentSchema } from './schema'

export type PreparedVersion = {
  page: LandingPage
  content: PageContent
  renderings: Rendering[]
  facts: PageFacts
}

/**
 * Takes a page's lock, renders the draft that was looked at in all its languages and holds it against every rule.
 * @throws AppError `page-changed-elsewhere`; `page-incomplete` (params `count`) while a red rule is broken
 */
export async function prepareVersion(
  ctx: BrandContext,
  { pageId, revision, render }: { pageId: string; revision: number; render: RenderPage },
): Promise<PreparedVersion> {
  const page = await lockPage(ctx, pageId)
  if (page.draftRevision !== revision) throw new AppError('page-changed-elsewhere')
  const content = pageContentSchema.parse(page.draft)
  const facts = await readPageFacts(ctx)
  const renderings = await renderLanguages(facts, content, render)
  const { checks } = await checkRendered({ ...facts, content, slug: page.slug }, renderings)
  const { length: count } = brokenMusts(checks)
  if (count > 0) throw new AppError('page-incomplete', { params: { count } })
  return { page, content, renderings, facts }
}

/** Holds a stored version against the rules and the facts of now. Gives the names of the red ones that it breaks. */
export async function listBrokenRules(
  ctx: BrandContext,
  page: LandingPage,
  version: { content: unknown; documents: readonly { language: Rendering['language']; formHtml: string }[] },
): Promise<string[]> {
  const facts = await readPageFacts(ctx)
  const content = pageContentSchema.parse(version.content)
  const { checks } = await checkRendered({ ...facts, content, slug: page.slug }, version.documents)
  return brokenMusts(checks).map(({ name }) => name)
}
