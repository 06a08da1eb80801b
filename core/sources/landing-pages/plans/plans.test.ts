import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderLandingPage } from '@/components/landing-page/render'
import { auditEvents } from '@/db/schema/audit'
import { topics } from '@/db/schema/consent'
import { landingPages } from '@/db/schema/landing-pages'
import { saveDraft } from '../commands'
import { withText } from '../edit/rules'
import { publishLandingPage } from '../publish'
import { getLandingPage } from '../queries'
import { openTestPages } from '../testing-pages'
import { startTest } from '../variants/start'
import { applyPlan, listDuePlans } from './apply'
import { listPlans, listRefusedPlans } from './queries'
import { cancelPlan, planPublication, planTakingOffline } from './schedule'

let pages: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())

const friday = { time: '2026-11-27T10:00' }
/** Friday 10:00 in Amsterdam. */
const fridayAt = new Date('2026-11-27T09:00:00Z')
const monday = { time: '2026-11-30T18:00' }
const mondayAt = new Date('2026-11-30T17:00:00Z')

const at = (moment: Date) => ({ ...pages.ctx, now: moment })
const planFor = (
  pageId: string,
  revision = 1,
  when: Parameters<typeof planPublication>[1]['when'] = friday,
) => planPublication(pages.ctx, { pageId, revision, when, render: renderLandingPage })
const stateOf = async (pageId: string) => {
  const [row] = await pages.store.db.select().from(landingPages).where(eq(landingPages.id, pageId))
  return [row?.state, row?.publishedVersion]
}
const retitle = async (pageId: string, revision: number, title: string) => {
  const { content, name, slug } = await getLandingPage(pages.ctx, pageId)
  const text = { ...content.root.props.title, nl: title, en: title }
  return saveDraft(pages.ctx, {
    pageId,
    revision,
    name,
    slug,
    content: withText(content, { blockId: 'root', path: 'title' }, text),
  })
}

describe('a planned publication', () => {
  test('goes live at its moment in the brand’s zone, once, as it was when it was planned', async () => {
    const page = await pages.makePage('gepland', false)
    const plan = await planFor(page.id)
    expect(plan.at).toEqual(fridayAt)
    await retitle(page.id, 1, 'Later veranderd')
    expect(await applyPlan(at(new Date('2026-11-27T08:00:00Z')), plan)).toBe('not-due')
    expect(await stateOf(page.id)).toEqual(['draft', null])
    const both = await Promise.all([applyPlan(at(fridayAt), plan), applyPlan(at(fridayAt), plan)])
    expect(both).toEqual(['done', 'done'])
    expect(await stateOf(page.id)).toEqual(['published', 1])
    const audit = await pages.store.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'landing-page.publish-planned'))
    expect(audit.filter(({ subjectId }) => subjectId === page.id)).toHaveLength(1)
    const html = await (await pages.get('/p/gepland')).text()
    expect(html).not.toContain('Later veranderd')
  })

  test('is found when its job was lost, also long after', async () => {
    const page = await pages.makePage('vergeten', false)
    const { planId } = await planFor(page.id)
    await pages.store.db.execute(
      sql`delete from graphile_worker._private_jobs where key = ${`page-plan:${planId}`}`,
    )
    const due = await listDuePlans({ db: pages.store.db, now: mondayAt })
    expect(due.map((one) => one.planId)).toContain(planId)
    expect(await applyPlan(at(mondayAt), { planId })).toBe('done')
  })

  test('does not go live when the brand promises something else by then, and staff are told why', async () => {
    const page = await pages.makePage('anders', false)
    const plan = await planFor(page.id)
    const [topic] = await pages.store.db.select().from(topics).where(eq(topics.key, 'acties'))
    const promise = (maxPerMonth: number) =>
      pages.store.db
        .update(topics)
        .set({ maxPerMonth })
        .where(eq(topics.id, topic?.id ?? ''))
    await promise(4)
    expect(await applyPlan(at(fridayAt), plan)).toBe('refused')
    expect(await stateOf(page.id)).toEqual(['draft', null])
    const refused = { pageId: page.id, pageName: 'anders', at: fridayAt, reasons: ['frequency-said'] }
    expect(await listRefusedPlans(at(fridayAt))).toEqual([refused])
    expect(await listPlans(at(fridayAt), page.id)).toMatchObject([{ state: 'refused', version: 1 }])
    await promise(2)
    await planPublication(at(new Date('2026-11-27T09:10:00Z')), {
      pageId: page.id,
      revision: 1,
      when: monday,
      render: renderLandingPage,
    })
    expect(await listRefusedPlans(at(mondayAt))).toEqual([])
  })

  test('waits for nobody: while two versions are compared it is refused', async () => {
    const page = await pages.makePage('druk')
    await retitle(page.id, 1, 'Nieuw')
    const plan = await planFor(page.id, 2)
    await startTest(pages.ctx, { pageId: page.id, revision: 2, shareB: 50, render: renderLandingPage })
    expect(await applyPlan(at(fridayAt), plan)).toBe('refused')
    expect(await listPlans(pages.ctx, page.id)).toMatchObject([{ reasons: ['test-running'] }])
  })

  test('is replaced by a new one and taken back by a press, once', async () => {
    const page = await pages.makePage('bedenktijd', false)
    const first = await planFor(page.id)
    const second = await planFor(page.id, 1, monday)
    expect(await listPlans(pages.ctx, page.id)).toMatchObject([
      { id: second.planId, at: mondayAt, version: 2 },
    ])
    expect(await applyPlan(at(mondayAt), first)).toBe('cancelled')
    await cancelPlan(pages.ctx, { pageId: page.id, planId: second.planId })
    await expect(cancelPlan(pages.ctx, { pageId: page.id, planId: second.planId })).rejects.toMatchObject({
      code: 'page-plan-over',
    })
    expect(await applyPlan(at(mondayAt), second)).toBe('cancelled')
    expect(await stateOf(page.id)).toEqual(['draft', null])
  })

  test.each([
    [{ time: '2026-11-20T08:00' }, 'schedule-in-past'],
    [{ time: '2027-03-28T02:30' }, 'schedule-invalid-time'],
    [{ time: '2027-10-31T02:30' }, 'schedule-invalid-time'],
  ])('refuses %o', async (when, code) => {
    const page = await pages.makePage(`moment-${when.time.slice(0, 10)}`, false)
    await expect(planFor(page.id, 1, when)).rejects.toMatchObject({ code, field: 'when' })
    expect(await listPlans(pages.ctx, page.id)).toEqual([])
  })

  test('takes the later of the hour that comes twice when that is meant', async () => {
    const page = await pages.makePage('wintertijd', false)
    const { at } = await planFor(page.id, 1, { time: '2027-10-31T02:30', occurrence: 'later' })
    expect(at).toEqual(new Date('2027-10-31T01:30:00Z'))
  })
})

test('a page goes offline at its moment; one that is offline by then stays so', async () => {
  const page = await pages.makePage('eindigt')
  const plan = await planTakingOffline(pages.ctx, { pageId: page.id, when: monday })
  expect(await applyPlan(at(mondayAt), plan)).toBe('done')
  expect(await stateOf(page.id)).toEqual(['unpublished', 1])
  const again = await planTakingOffline(pages.ctx, { pageId: page.id, when: monday })
  expect(await applyPlan(at(mondayAt), again)).toBe('done')
})

test('one publishes while another plans: both happen, and the plan comes last', async () => {
  const page = await pages.makePage('samen', false)
  const [plan, published] = await Promise.all([
    planFor(page.id),
    publishLandingPage(pages.ctx, { pageId: page.id, revision: 1, render: renderLandingPage }),
  ])
  expect(new Set([plan.version, published.version])).toEqual(new Set([1, 2]))
  expect(await applyPlan(at(fridayAt), plan)).toBe('done')
  expect(await stateOf(page.id)).toEqual(['published', plan.version])
})
