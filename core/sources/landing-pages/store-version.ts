import { and, eq, max } from 'drizzle-orm'
import { landingPageRenders, landingPageVersions } from '@/db/schema/landing-pages'
import type { BrandContext } from '../../brands/scope'
import { ensureWording } from '../../consent/queries'
import { shownHashOf } from '../../consent/receipts/shown-documents'
import { actorId } from '../../platform/context'
import { newId } from '../../platform/ids'
import type { PageFacts } from './check/page-facts'
import { consentSentence, runsText } from './consent-sentence/rules'
import { consentBlock } from './document/rules'
import type { Rendering } from './render-page'
import type { PageContent } from './schema'

export type StoredVersion = { version: number; versionId: string }

/** What people will see, as one hash: the documents of a language. */
export const htmlHash = ({
  formHtml: form,
  confirmHtml: confirm,
  doneHtml: done,
  askedHtml: asked,
}: Rendering) => shownHashOf({ form, confirm, done, asked })

async function nextNumber(ctx: BrandContext, landingPageId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ last: max(landingPageVersions.version) })
    .from(landingPageVersions)
    .where(
      and(
        eq(landingPageVersions.brandId, ctx.scope.brandId),
        eq(landingPageVersions.landingPageId, landingPageId),
      ),
    )
  return (row?.last ?? 0) + 1
}

/** What a page asks for, and which promise of each topic it shows. */
export function promisesOf(content: PageContent, { topics }: Pick<PageFacts, 'topics'>) {
  const topicIds = consentBlock(content).props.topics.map(({ topicId }) => topicId)
  const promiseOf = (id: string) => topics.find((topic) => topic.id === id)?.version ?? 1
  return { topicIds, topicVersions: topicIds.map(promiseOf) }
}

/** Stores a page as it was rendered, for good. Call it under the lock of the page: numbers follow each other. */
export async function storeVersion(
  ctx: BrandContext,
  input: { landingPageId: string; content: PageContent; renderings: readonly Rendering[]; facts: PageFacts },
): Promise<StoredVersion> {
  const { landingPageId, content, renderings, facts } = input
  const { brandId } = ctx.scope
  const version = await nextNumber(ctx, landingPageId)
  const versionId = newId(ctx.now)
  const form = consentBlock(content)
  await ctx.db.insert(landingPageVersions).values({
    brandId,
    id: versionId,
    landingPageId,
    version,
    content,
    ...promisesOf(content, facts),
    publishedAt: ctx.now,
    publishedBy: actorId(ctx.actor),
  })
  for (const rendering of renderings) {
    const { language } = rendering
    const sentence = consentSentence({ brandName: facts.brand.name, language, form, topics: facts.topics })
    const wording = await ensureWording(ctx, { language, text: runsText(sentence) })
    await ctx.db
      .insert(landingPageRenders)
      .values({ ...rendering, brandId, versionId, wordingId: wording.id, htmlHash: htmlHash(rendering) })
  }
  return { version, versionId }
}

/** A new version equal to an old one, document for document. */
export async function copyVersion(
  ctx: BrandContext,
  old: typeof landingPageVersions.$inferSelect,
): Promise<StoredVersion> {
  const version = await nextNumber(ctx, old.landingPageId)
  const versionId = newId(ctx.now)
  await ctx.db
    .insert(landingPageVersions)
    .values({ ...old, id: versionId, version, publishedAt: ctx.now, publishedBy: actorId(ctx.actor) })
  const renders = await listRenders(ctx, old.id)
  await ctx.db.insert(landingPageRenders).values(renders.map((render) => ({ ...render, versionId })))
  return { version, versionId }
}

/** The stored documents of a version. */
export const listRenders = (ctx: BrandContext, versionId: string) =>
  ctx.db
    .select()
    .from(landingPageRenders)
    .where(
      and(eq(landingPageRenders.brandId, ctx.scope.brandId), eq(landingPageRenders.versionId, versionId)),
    )
