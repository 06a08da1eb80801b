import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderLandingPage } from '@/components/landing-page/render'
import { landingPageViews } from '@/db/schema/landing-page-tests'
import { landingPages } from '@/db/schema/landing-pages'
import { saveDraft } from '../commands'
import { withText } from '../edit/rules'
import { shownMark } from '../form'
import { makeStamp } from '../guard/stamp'
import { publishLandingPage } from '../publish'
import { getLandingPage } from '../queries'
import { now, openTestPages } from '../testing-pages'
import { unpublishLandingPage } from '../unpublish'
import { flushVersionViews } from '../version-views'
import { finishTest } from './finish'
import { listTests } from './queries'
import { startTest } from './start'

let pages: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

const phone = { 'user-agent': 'Mozilla/5.0 (iPhone) Safari' }
const versionIn = (html: string) => /name="version" value="([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
const look = async (slug: string, headers: Record<string, string> = phone) => {
  const html = await (await pages.get(`/p/${slug}`, headers)).text()
  return { html, versionId: versionIn(html) }
}

async function makeTest(slug: string, shareB = 50) {
  const page = await pages.makePage(slug)
  const { content } = await getLandingPage(pages.ctx, page.id)
  const title = { ...content.root.props.title, nl: 'Variant B', en: 'Variant B' }
  const changed = withText(content, { blockId: 'root', path: 'title' }, title)
  await saveDraft(pages.ctx, { pageId: page.id, revision: 1, name: slug, slug, content: changed })
  const started = await startTest(pages.ctx, {
    pageId: page.id,
    revision: 2,
    shareB,
    render: renderLandingPage,
  })
  const [test] = await listTests(pages.ctx, page.id)
  if (!test) throw new Error('no test')
  // Every web process has heard of it before anybody looks.
  await expect.poll(() => sidesSeen(slug, test.b.versionId)).toBe(true)
  return { page, test, ...started }
}

/** Whether some of many passers-by see B by now. */
async function sidesSeen(slug: string, versionB: string): Promise<boolean> {
  for (let i = 0; i < 40; i += 1) {
    pages.newVisitor()
    if ((await look(slug, { 'user-agent': 'Googlebot/2.1' })).versionId === versionB) return true
  }
  return false
}

const database = () => pages.database

describe('a test of two versions', () => {
  test('shows each visitor one side, the same each time, and counts people but no machines', async () => {
    const { page, test } = await makeTest('proef')
    const seen = { [test.a.versionId]: 0, [test.b.versionId]: 0 }
    for (let visitor = 0; visitor < 60; visitor += 1) {
      pages.newVisitor()
      const { versionId, html } = await look('proef')
      expect(html.includes('<title>Variant B')).toBe(versionId === test.b.versionId)
      seen[versionId] = (seen[versionId] ?? 0) + 2
      expect((await look('proef')).versionId).toBe(versionId)
    }
    await flushVersionViews(database())
    const [result] = await listTests(pages.ctx, page.id)
    expect([result?.a.views, result?.b.views]).toEqual([seen[test.a.versionId], seen[test.b.versionId]])
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
    expect(result?.verdict).toMatchObject({ kind: 'too-early', tooFew: ['views', 'sign-ups', 'days'] })
  })

  test('what was counted before it began is no part of it', async () => {
    const page = await pages.makePage('eerder')
    await look('eerder')
    await flushVersionViews(database())
    const { content } = await getLandingPage(pages.ctx, page.id)
    const title = { ...content.root.props.title, nl: 'B', en: 'B' }
    await saveDraft(pages.ctx, {
      pageId: page.id,
      revision: 1,
      name: 'eerder',
      slug: 'eerder',
      content: withText(content, { blockId: 'root', path: 'title' }, title),
    })
    await startTest(pages.ctx, { pageId: page.id, revision: 2, shareB: 50, render: renderLandingPage })
    const [result] = await listTests(pages.ctx, page.id)
    expect([result?.a.views, result?.b.views]).toEqual([0, 0])
    const before = await pages.store.db
      .select()
      .from(landingPageViews)
      .where(and(eq(landingPageViews.versionId, result?.a.versionId ?? ''), eq(landingPageViews.testId, '')))
    expect(before).toMatchObject([{ views: 1 }])
  })

  test('a sign-up counts for the side that was on the screen, and points at its version', async () => {
    const { page, test } = await makeTest('kant')
    for (let visitor = 0; visitor < 8; visitor += 1) {
      pages.newVisitor()
      const { versionId } = await look('kant')
      const opened = shownMark(versionId, makeStamp(new Date(now.getTime() - 10_000)))
      const phoneNumber = `061235${String(1000 + visitor)}`
      const answer = await pages.post('/p/kant', { phone: phoneNumber, consent: 'yes', version: opened })
      expect(answer.status).toBe(303)
      const person = await pages.findPerson(`+316${phoneNumber.slice(2)}`)
      expect(await pages.listSignUps(person?.id)).toMatchObject([{ landingPageVersionId: versionId }])
    }
    const [result] = await listTests(pages.ctx, page.id)
    expect((result?.a.signUps ?? 0) + (result?.b.signUps ?? 0)).toBe(8)
    expect(test.id).toBe(result?.id)
  })

  test('ends by one press: everybody sees the winner, and a second press is told', async () => {
    const { page, test } = await makeTest('winnaar', 20)
    const input = { pageId: page.id, testId: test.id, winner: 'b' as const }
    const both = await Promise.allSettled([
      finishTest(pages.ctx, input),
      finishTest(pages.ctx, { ...input, winner: 'a' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [result] = await listTests(pages.ctx, page.id)
    const winner = result?.winner === 'b' ? result.b : result?.a
    await expect
      .poll(async () => {
        pages.newVisitor()
        const first = await look('winnaar', { 'user-agent': 'Googlebot/2.1' })
        pages.newVisitor()
        const other = await look('winnaar', { 'user-agent': 'Googlebot/2.1 other' })
        return [first.versionId, other.versionId]
      })
      .toEqual([winner?.versionId, winner?.versionId])
    await expect(finishTest(pages.ctx, input)).rejects.toMatchObject({ code: 'page-test-over' })
  })

  test('keeps others from publishing, needs something to compare, and ends when the page goes offline', async () => {
    const { page } = await makeTest('alleen')
    const { content } = await getLandingPage(pages.ctx, page.id)
    const title = { ...content.root.props.title, nl: 'C', en: 'C' }
    await saveDraft(pages.ctx, {
      pageId: page.id,
      revision: 2,
      name: 'alleen',
      slug: 'alleen',
      content: withText(content, { blockId: 'root', path: 'title' }, title),
    })
    const at = { pageId: page.id, revision: 3, render: renderLandingPage }
    await expect(publishLandingPage(pages.ctx, at)).rejects.toMatchObject({ code: 'page-test-running' })
    await expect(startTest(pages.ctx, { ...at, shareB: 50 })).rejects.toMatchObject({
      code: 'page-test-running',
    })
    await unpublishLandingPage(pages.ctx, { pageId: page.id })
    expect(await listTests(pages.ctx, page.id)).toMatchObject([{ endedAt: now, winner: null }])
    await expect(startTest(pages.ctx, { ...at, shareB: 50 })).rejects.toMatchObject({
      code: 'page-not-published',
    })
    const same = await pages.makePage('zelfde')
    await expect(
      startTest(pages.ctx, { pageId: same.id, revision: 1, shareB: 50, render: renderLandingPage }),
    ).rejects.toMatchObject({ code: 'page-test-same' })
    const [row] = await pages.store.db.select().from(landingPages).where(eq(landingPages.id, same.id))
    expect(row?.publishedVersion).toBe(1)
  })
})
