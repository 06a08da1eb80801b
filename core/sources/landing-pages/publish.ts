import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { landingPageRenders, landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import type { PublicLanguage } from '@/db/states'
import { recordAudit } from '../../audit/commands'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { ensureWording, listOpenTopics } from '../../consent/queries'
import { actorId, inTransaction } from '../../platform/context'
import { sha256 } from '../../platform/crypto'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { getAccount } from '../../providers/accounts'
import { requirePermission } from '../../staff/gate'
import { announcePage, type LandingPage, lockPage } from './commands'
import { consentSentence, runsText } from './consent-sentence/rules'
import { callingCodesFor } from './countries'
import { consentBlock, type RenderedPage, type RenderInput } from './document/rules'
import { checkPage } from './rules'
import { pageContentSchema } from './schema'

export type RenderPage = (input: RenderInput) => Promise<RenderedPage>

const publishInput = z.object({ pageId: z.uuid(), revision: z.number().int().min(1) })

export type Published = {
  version: number
  versionId: string
  slug: string
  /** The same page was live already: a second press changes nothing. */
  alreadyPublished: boolean
}

const htmlHash = (page: RenderedPage) => sha256(`${page.formHtml}\n${page.confirmHtml}\n${page.doneHtml}`)

async function liveVersion(ctx: BrandContext, page: LandingPage) {
  if (page.state !== 'published' || page.publishedVersion === null) return undefined
  const rows = await ctx.db
    .select({
      id: landingPageVersions.id,
      language: landingPageRenders.language,
      hash: landingPageRenders.htmlHash,
    })
    .from(landingPageVersions)
    .innerJoin(
      landingPageRenders,
      and(
        eq(landingPageRenders.brandId, landingPageVersions.brandId),
        eq(landingPageRenders.versionId, landingPageVersions.id),
      ),
    )
    .where(
      and(
        eq(landingPageVersions.brandId, ctx.scope.brandId),
        eq(landingPageVersions.landingPageId, page.id),
        eq(landingPageVersions.version, page.publishedVersion),
      ),
    )
  const [first] = rows
  return first && { id: first.id, hashes: new Map(rows.map((row) => [row.language, row.hash])) }
}

/**
 * Renders the draft once a language and puts it live as a new version. What is stored is what is served, so that a
 * consent event can point at it for good. When exactly this is live already, nothing happens.
 * @param input.revision the draft that was looked at when the button was pressed
 * @param input.render the page's components; passed in, because this layer knows no React
 * @throws AppError `page-changed-elsewhere`; `page-incomplete` (params `count`) while a rule is not kept
 */
export async function publishLandingPage(
  ctx: BrandContext,
  input: { pageId: string; revision: number; render: RenderPage },
): Promise<Published> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, revision } = publishInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const page = await lockPage(ctx, pageId)
    if (page.draftRevision !== revision) throw new AppError('page-changed-elsewhere')
    const content = pageContentSchema.parse(page.draft)
    const { languages } = content.root.props
    const [brand, topics, account] = await Promise.all([getBrand(ctx), listOpenTopics(ctx), getAccount(ctx)])
    const checks = checkPage({
      content,
      brand,
      topics,
      slug: page.slug,
      languages,
      hasWhatsAppNumber: account !== undefined,
    })
    const broken = checks.filter((check) => !check.ok)
    if (broken.length > 0) throw new AppError('page-incomplete', { params: { count: broken.length } })

    const renders: { language: PublicLanguage; page: RenderedPage; hash: Buffer }[] = []
    for (const language of languages) {
      const rendered = await input.render({
        brand,
        content,
        topics,
        language,
        languages,
        callingCodes: callingCodesFor(brand.defaultCountry, language),
      })
      renders.push({ language, page: rendered, hash: htmlHash(rendered) })
    }
    const live = await liveVersion(ctx, page)
    if (live && renders.every(({ language, hash }) => live.hashes.get(language)?.equals(hash))) {
      return {
        version: page.publishedVersion ?? 0,
        versionId: live.id,
        slug: page.slug,
        alreadyPublished: true,
      }
    }

    const version = (page.publishedVersion ?? 0) + 1
    const versionId = newId(ctx.now)
    const form = consentBlock(content)
    await ctx.db.insert(landingPageVersions).values({
      brandId: ctx.scope.brandId,
      id: versionId,
      landingPageId: page.id,
      version,
      content,
      topicIds: form.props.topics.map((topic) => topic.topicId),
      topicVersions: form.props.topics.map(
        ({ topicId }) => topics.find((topic) => topic.id === topicId)?.version ?? 1,
      ),
      publishedAt: ctx.now,
      publishedBy: actorId(ctx.actor),
    })
    for (const { language, page: rendered, hash } of renders) {
      const text = runsText(consentSentence({ brandName: brand.name, language, form, topics }))
      const wording = await ensureWording(ctx, { language, text })
      await ctx.db.insert(landingPageRenders).values({
        ...rendered,
        brandId: ctx.scope.brandId,
        versionId,
        language,
        wordingId: wording.id,
        htmlHash: hash,
      })
    }
    await ctx.db
      .update(landingPages)
      .set({ state: 'published', publishedVersion: version, updatedAt: ctx.now })
      .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, page.id)))
    await announcePage(ctx, page.slug)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.publish',
      subjectType: 'landing-page',
      subjectId: page.id,
      details: { version, versionId },
    })
    return { version, versionId, slug: page.slug, alreadyPublished: false }
  })
}
