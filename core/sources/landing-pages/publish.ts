import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { requirePermission } from '../../staff/gate'
import { type PreparedVersion, prepareVersion } from './prepare-version'
import { putLive } from './put-live'
import type { RenderPage } from './render-page'
import { findLiveVersion } from './require-version'
import { pageContentSchema } from './schema'
import { htmlHash, listRenders, promisesOf, storeVersion } from './store-version'
import { requireNoTest } from './variants/running'

const publishInput = z.object({ pageId: z.uuid(), revision: z.number().int().min(1) })

export type Published = {
  version: number
  versionId: string
  slug: string
  /** The same page was live already: a second press changes nothing. */
  alreadyPublished: boolean
}

/** The live version, when exactly these documents are live and stand for what the topics promise now. */
async function findSameLive(ctx: BrandContext, { page, content, renderings, facts }: PreparedVersion) {
  const live = await findLiveVersion(ctx, page)
  if (!live) return undefined
  const promised = live.topicVersions ?? live.topicIds.map(() => 1)
  if (String(promised) !== String(promisesOf(content, facts).topicVersions)) return undefined
  // What a page does after the form is in no document: a reward stands in its content alone.
  if (!isDeepStrictEqual(pageContentSchema.safeParse(live.content).data, content)) return undefined
  const stored = new Map(
    (await listRenders(ctx, live.id)).map((render) => [render.language, render.htmlHash]),
  )
  const isSame =
    stored.size === renderings.length &&
    renderings.every((rendering) => stored.get(rendering.language)?.equals(htmlHash(rendering)))
  return isSame ? live : undefined
}

/**
 * Renders the draft once a language and puts it live as a new version. What is stored is what is served, so that a
 * consent event can point at it for good. When exactly this is live already, nothing happens: of two people who press
 * at once, one publishes and the other is told that it was live already.
 * @param input.revision the draft that was looked at when the button was pressed
 * @param input.render the page's components; passed in, because this layer knows no React
 * @throws AppError `page-changed-elsewhere`; `page-incomplete` (params `count`) while a red rule is broken;
 * `page-test-running` while two versions are being compared
 */
export async function publishLandingPage(
  ctx: BrandContext,
  input: { pageId: string; revision: number; render: RenderPage },
): Promise<Published> {
  requirePermission(ctx, 'pages.publish')
  const { pageId, revision } = publishInput.parse(input)
  return inTransaction(ctx, async (ctx) => {
    const prepared = await prepareVersion(ctx, { pageId, revision, render: input.render })
    const { page } = prepared
    const same = await findSameLive(ctx, prepared)
    if (same) {
      return { version: same.version, versionId: same.id, slug: page.slug, alreadyPublished: true }
    }
    await requireNoTest(ctx, page.id)
    const stored = await storeVersion(ctx, { ...prepared, landingPageId: page.id })
    await putLive(ctx, page, stored.version)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'landing-page.publish',
      subjectType: 'landing-page',
      subjectId: page.id,
      details: stored,
    })
    return { ...stored, slug: page.slug, alreadyPublished: false }
  })
}
