import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderLandingPage } from '@/components/landing-page/render'
import { topics } from '@/db/schema/consent'
import { landingPageVersions } from '@/db/schema/landing-pages'
import { makeTestBrand } from '../../testing-brand'
import { saveDraft } from '../commands'
import { withText } from '../edit/rules'
import { publishLandingPage } from '../publish'
import { getLandingPage, listVersions } from '../queries'
import { listRenders } from '../store-version'
import { now, openTestPages } from '../testing-pages'
import { compareVersions } from './compare'
import { listPageHistory } from './history'
import { rollBack } from './roll-back'

let pages: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())

/** A page with two versions: the second has another heading. */
async function makeTwo(slug: string) {
  const page = await pages.makePage(slug)
  const { content } = await getLandingPage(pages.ctx, page.id)
  const hero = content.content.find((block) => block.type === 'Hero')
  if (hero?.type !== 'Hero') throw new Error('no hero')
  const place = { blockId: hero.props.id, path: 'title' }
  const changed = withText(content, place, { ...hero.props.title, nl: 'Je fiets weer als nieuw' })
  await saveDraft(pages.ctx, { pageId: page.id, revision: 1, name: slug, slug, content: changed })
  await publishLandingPage(pages.ctx, { pageId: page.id, revision: 2, render: renderLandingPage })
  const [second, first] = await listVersions(pages.ctx, page.id)
  if (!first || !second) throw new Error('no versions')
  return { page, first, second, hero, content: changed }
}

test('going back makes a new version that equals the old one document for document; the draft follows', async () => {
  const { page, first } = await makeTwo('terug')
  const back = { pageId: page.id, versionId: first.id, liveVersion: 2 }
  const stored = await rollBack(pages.ctx, back)
  expect(stored.version).toBe(3)
  const [old, made] = await Promise.all([
    listRenders(pages.ctx, first.id),
    listRenders(pages.ctx, stored.versionId),
  ])
  const documents = (renders: typeof old) =>
    renders
      .map(({ language, formHtml, confirmHtml, doneHtml, wordingId }) => [
        language,
        formHtml,
        confirmHtml,
        doneHtml,
        wordingId,
      ])
      .sort()
  expect(documents(made)).toEqual(documents(old))
  await expect.poll(async () => (await pages.get('/p/terug')).text()).not.toContain('weer als nieuw')
  const draft = await getLandingPage(pages.ctx, page.id)
  expect([draft.revision, draft.hasChanges]).toEqual([3, false])
  await expect(rollBack(pages.ctx, back)).rejects.toMatchObject({ code: 'page-changed-elsewhere' })
})

test('going back leaves a draft alone that holds something new', async () => {
  const { page, first, content } = await makeTwo('behoud')
  const newer = withText(
    content,
    { blockId: 'root', path: 'title' },
    { ...content.root.props.title, nl: 'Nog niet live' },
  )
  await saveDraft(pages.ctx, { pageId: page.id, revision: 2, name: 'behoud', slug: 'behoud', content: newer })
  await rollBack(pages.ctx, { pageId: page.id, versionId: first.id, liveVersion: 2 })
  const draft = await getLandingPage(pages.ctx, page.id)
  expect(draft.content.root.props.title.nl).toBe('Nog niet live')
  expect(draft.revision).toBe(3)
})

test('an old version that promises what the brand no longer does cannot come back', async () => {
  const { page, first } = await makeTwo('belofte')
  const [topic] = await pages.store.db.select().from(topics).where(eq(topics.key, 'acties'))
  const promise = (maxPerMonth: number) =>
    pages.store.db
      .update(topics)
      .set({ maxPerMonth })
      .where(eq(topics.id, topic?.id ?? ''))
  await promise(8)
  const going = rollBack(pages.ctx, { pageId: page.id, versionId: first.id, liveVersion: 2 })
  await expect(going).rejects.toMatchObject({ code: 'page-rule-broken', params: { count: 1 } })
  await promise(2)
  expect(await listVersions(pages.ctx, page.id)).toHaveLength(2)
})

test('two versions are compared as they were served, word by word, in one language', async () => {
  const { page, first, second, hero } = await makeTwo('vergelijk')
  const input = { pageId: page.id, beforeId: first.id, afterId: second.id }
  const dutch = await compareVersions(pages.ctx, { ...input, language: 'nl' })
  expect([dutch.before.version, dutch.after.version]).toEqual([1, 2])
  expect(dutch.changes.map(({ blockId }) => blockId)).toEqual([hero.props.id])
  const [change] = dutch.changes
  const said = (without: string) =>
    change?.stretches
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join('')
  expect(said('out')).toContain('Je fiets weer als nieuw')
  expect(said('in')).not.toContain('weer als nieuw')
  expect((await compareVersions(pages.ctx, { ...input, language: 'en' })).changes).toEqual([])
})

test('the history says who did what, and nothing of it is another brand’s to see', async () => {
  const { page, first } = await makeTwo('historie')
  await rollBack(pages.ctx, { pageId: page.id, versionId: first.id, liveVersion: 2 })
  const history = await listPageHistory(pages.ctx, page.id)
  expect(history.map(({ event }) => event)).toEqual(['roll-back', 'publish', 'publish', 'create'])
  expect(history[0]?.details).toMatchObject({ version: 3, to: 1 })
  const other = await makeTestBrand(pages.store, 'zuid', now)
  expect(await listPageHistory(other.ctx, page.id)).toEqual([])
  await expect(
    rollBack(other.ctx, { pageId: page.id, versionId: first.id, liveVersion: 3 }),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('a published version never changes', async () => {
  const { page, first } = await makeTwo('vast')
  const before = await listRenders(pages.ctx, first.id)
  await rollBack(pages.ctx, { pageId: page.id, versionId: first.id, liveVersion: 2 })
  expect(await listRenders(pages.ctx, first.id)).toEqual(before)
  const versions = await pages.store.db
    .select({ version: landingPageVersions.version })
    .from(landingPageVersions)
    .where(eq(landingPageVersions.landingPageId, page.id))
  expect(versions.map(({ version }) => version).sort()).toEqual([1, 2, 3])
})
