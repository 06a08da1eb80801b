import { and, eq, sql } from 'drizzle-orm'
import { renderLandingPage } from '@/components/landing-page/render'
import type { Database } from '@/db/client'
import { brands } from '@/db/schema/brands'
import { signUps } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { createTestDatabase } from '@/db/testing'
import { makeTestBrand } from '../testing-brand'
import { createLandingPage, saveDraft } from './commands'
import { consentBlock } from './document/rules'
import { shownMark } from './form'
import { makeStamp } from './guard/stamp'
import { handleLandingPage } from './http'
import { publishLandingPage } from './publish'
import { getLandingPage } from './queries'
import type { BlockOf } from './schema'

export const now = new Date('2026-11-20T09:00:00Z')
const host = 'http://localhost:3000'

/** A brand, its pages, and passers-by who each come from a network of their own, so that none meets another's limits. */
export async function openTestPages() {
  const store = await createTestDatabase()
  const database: Database = { db: store.db, sql: store.sql, close: store.drop }
  const { ctx, topicIds } = await makeTestBrand(store, 'noord', now)
  let visitors = 0
  const client = () => ({
    'x-vinkje-client-ip': `192.0.2.${visitors}`,
    'accept-language': 'nl,en;q=0.5',
  })
  const send = (path: string, init: RequestInit, at = now) => {
    const headers = { ...client(), ...(init.headers as Record<string, string> | undefined) }
    return handleLandingPage(new Request(`${host}${path}`, { ...init, headers }), { database, now: at })
  }
  return {
    store,
    database,
    ctx,
    send,
    /** Changes the brand, as a screen of the settings would. */
    setBrand: async (facts: Partial<typeof brands.$inferInsert>) => {
      await store.db.update(brands).set(facts).where(eq(brands.id, ctx.scope.brandId))
      await store.db.execute(sql`select pg_notify('landing_page', '')`)
    },
    newVisitor: () => {
      visitors += 1
    },
    get: (path: string, headers: Record<string, string> = {}, at = now) => send(path, { headers }, at),
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}, at = now) => {
      // As if they had opened the form ten seconds before they sent it.
      const version = shownMark('', makeStamp(new Date(at.getTime() - 10_000)))
      const body = new URLSearchParams({ country: 'NL', homepage: '', lang: 'nl', version, ...fields })
      return send(path, { method: 'POST', body, headers: { origin: host, ...headers } }, at)
    },
    makePage: async (slug: string, isLive = true) => {
      const topics = topicIds.map((topicId) => ({ topicId }))
      const page = await createLandingPage(ctx, { name: slug, slug, startingPoint: 'winter-service', topics })
      if (isLive) await publishLandingPage(ctx, { pageId: page.id, revision: 1, render: renderLandingPage })
      return page
    },
    /** A live page whose consent block is made otherwise than its starting point has it. */
    makePageWith: async (slug: string, block: Partial<BlockOf<'OptInForm'>['props']>) => {
      const topics = topicIds.map((topicId) => ({ topicId }))
      const page = await createLandingPage(ctx, { name: slug, slug, startingPoint: 'winter-service', topics })
      const { content } = await getLandingPage(ctx, page.id)
      Object.assign(consentBlock(content).props, block)
      const saved = { pageId: page.id, name: slug, slug, content }
      const { revision } = await saveDraft(ctx, { ...saved, revision: 1 })
      await publishLandingPage(ctx, { pageId: page.id, revision, render: renderLandingPage })
      return page
    },
    findPerson: async (phoneE164: string) => {
      const { brandId } = ctx.scope
      const [person] = await store.db
        .select()
        .from(subscribers)
        .where(and(eq(subscribers.brandId, brandId), eq(subscribers.phoneE164, phoneE164)))
      return person
    },
    listSignUps: (subscriberId: string | undefined) =>
      store.db
        .select()
        .from(signUps)
        .where(eq(signUps.subscriberId, subscriberId ?? '')),
  }
}
