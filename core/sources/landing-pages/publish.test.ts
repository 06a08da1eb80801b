import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderLandingPage } from '@/components/landing-page/render'
import { landingPageVersions } from '@/db/schema/landing-pages'
import { listOpenTopics } from '../../consent/queries'
import { changeTopic } from '../../consent/topics/commands'
import { createQrCode } from '../qr-codes/commands'
import { makeTestBrand } from '../testing-brand'
import { createLandingPage, saveDraft } from './commands'
import { withText } from './edit/rules'
import { publishLandingPage } from './publish'
import { getLandingPage, listVersions } from './queries'
import { now, openTestPages } from './testing-pages'
import { unpublishLandingPage } from './unpublish'

let pages: Awaited<ReturnType<typeof openTestPages>>

beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

describe('publishing', () => {
  test('a page that is unknown, never published or taken offline says so in both languages', async () => {
    expect((await pages.get('/p/bestaat-niet')).status).toBe(404)
    const draft = await pages.makePage('concept', false)
    expect((await pages.get('/p/concept')).status).toBe(404)
    await publishLandingPage(pages.ctx, { pageId: draft.id, revision: 1, render: renderLandingPage })
    await expect.poll(async () => (await pages.get('/p/concept')).status).toBe(200)
    await unpublishLandingPage(pages.ctx, { pageId: draft.id })
    await expect.poll(async () => (await pages.get('/p/concept')).status).toBe(410)
    const html = await (await pages.get('/p/concept')).text()
    expect(html).toContain('Aanmelden kan hier niet meer')
    expect(html).toContain('You can no longer sign up here')
    expect((await pages.post('/p/concept', { phone: '0612345678', consent: 'yes' })).status).toBe(410)
  })

  test('two tabs publishing at once make one version', async () => {
    const page = await pages.makePage('tabs', false)
    const publish = () =>
      publishLandingPage(pages.ctx, { pageId: page.id, revision: 1, render: renderLandingPage })
    const both = await Promise.all([publish(), publish()])
    expect(both.map(({ version }) => version)).toEqual([1, 1])
    expect(both.filter(({ alreadyPublished }) => alreadyPublished)).toHaveLength(1)
    expect(await listVersions(pages.ctx, page.id)).toHaveLength(1)
  })

  test('a topic that promises something else asks for the page to be published again, once', async () => {
    const page = await pages.makePage('beloofd')
    const state = async () => (await getLandingPage(pages.ctx, page.id)).hasChanges
    const publish = () =>
      publishLandingPage(pages.ctx, { pageId: page.id, revision: 1, render: renderLandingPage })
    expect(await state()).toBe(false)
    const [topic] = await listOpenTopics(pages.ctx)
    if (!topic) throw new Error('no topic')
    const { id: topicId, version, name, category, maxPerMonth } = topic
    const description = { nl: 'Andere woorden', en: 'Other words' }
    await changeTopic(pages.ctx, { topicId, version, name, description, category, maxPerMonth })
    expect(await state()).toBe(true)
    expect(await publish()).toMatchObject({ version: 2, alreadyPublished: false })
    expect(await state()).toBe(false)
    expect(await publish()).toMatchObject({ version: 2, alreadyPublished: true })
  })

  test('a tab that is behind overwrites and publishes nothing', async () => {
    const page = await pages.makePage('achter', false)
    const { content } = await getLandingPage(pages.ctx, page.id)
    const save = { pageId: page.id, revision: 1, name: 'Achter', slug: 'achter', content }
    expect((await saveDraft(pages.ctx, save)).revision).toBe(2)
    await expect(saveDraft(pages.ctx, save)).rejects.toMatchObject({ code: 'page-changed-elsewhere' })
    await expect(
      publishLandingPage(pages.ctx, { pageId: page.id, revision: 1, render: renderLandingPage }),
    ).rejects.toMatchObject({
      code: 'page-changed-elsewhere',
    })
  })

  test('an unfinished page is refused, and an address that is taken, odd or in print', async () => {
    const page = await pages.makePage('bezet', false)
    const start = { name: 'Nieuw', startingPoint: 'event' as const, topics: [] }
    await expect(createLandingPage(pages.ctx, { ...start, slug: 'bezet' })).rejects.toMatchObject({
      code: 'slug-taken',
      field: 'slug',
    })
    await expect(createLandingPage(pages.ctx, { ...start, slug: 'зима-2026' })).rejects.toMatchObject({
      code: 'slug-invalid',
    })
    const { content } = await getLandingPage(pages.ctx, page.id)
    const broken = withText(content, { blockId: 'root', path: 'title' }, { nl: 'Titel', en: '' })
    await saveDraft(pages.ctx, {
      pageId: page.id,
      revision: 1,
      name: 'Bezet',
      slug: 'bezet',
      content: broken,
    })
    await expect(
      publishLandingPage(pages.ctx, { pageId: page.id, revision: 2, render: renderLandingPage }),
    ).rejects.toMatchObject({
      code: 'page-incomplete',
      params: { count: 1 },
    })
    await saveDraft(pages.ctx, { pageId: page.id, revision: 2, name: 'Bezet', slug: 'bezet', content })
    await publishLandingPage(pages.ctx, { pageId: page.id, revision: 3, render: renderLandingPage })
    const moved = { pageId: page.id, revision: 3, name: 'Bezet', slug: 'verhuisd', content }
    await expect(saveDraft(pages.ctx, moved)).rejects.toMatchObject({ code: 'slug-invalid', field: 'slug' })
  })

  test('a sign-up counts for the version that was on the screen, also when a newer one went live', async () => {
    const page = await pages.makePage('tijdens')
    const seen =
      /name="version" value="([^"]+)"/.exec(await (await pages.get('/p/tijdens')).text())?.[1] ?? ''
    const { content } = await getLandingPage(pages.ctx, page.id)
    const changed = withText(content, { blockId: 'root', path: 'title' }, { nl: 'Anders', en: 'Different' })
    await saveDraft(pages.ctx, {
      pageId: page.id,
      revision: 1,
      name: 'Tijdens',
      slug: 'tijdens',
      content: changed,
    })
    await publishLandingPage(pages.ctx, { pageId: page.id, revision: 2, render: renderLandingPage })
    await expect.poll(async () => (await pages.get('/p/tijdens')).text()).toContain('<title>Anders')
    const later = new Date(now.getTime() + 5_000)
    await pages.post('/p/tijdens', { phone: '0612347001', consent: 'yes', version: seen }, {}, later)
    const person = await pages.findPerson('+31612347001')
    const [signUp] = await pages.listSignUps(person?.id)
    const [version] = await pages.store.db
      .select()
      .from(landingPageVersions)
      .where(eq(landingPageVersions.id, signUp?.landingPageVersionId ?? ''))
    expect(version?.version).toBe(1)
  })

  test('staff of one brand cannot touch another brand’s page', async () => {
    const page = await pages.makePage('eigen', false)
    const other = await makeTestBrand(pages.store, 'zuid', now)
    await expect(
      publishLandingPage(other.ctx, { pageId: page.id, revision: 1, render: renderLandingPage }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(getLandingPage(other.ctx, page.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(createQrCode(other.ctx, { label: 'X', landingPageId: page.id })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
