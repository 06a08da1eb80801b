import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveDraft } from '../commands'
import { withText } from '../edit/rules'
import { getLandingPage, listVersions } from '../queries'
import { openTestPages } from '../testing-pages'
import { restoreDraft } from './restore-draft'

let pages: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())

test('a draft is made of an old version, what is live stays, and a newer draft is nobody’s to lose', async () => {
  const page = await pages.makePage('verder')
  const { content } = await getLandingPage(pages.ctx, page.id)
  const title = { ...content.root.props.title, nl: 'Anders' }
  const changed = withText(content, { blockId: 'root', path: 'title' }, title)
  await saveDraft(pages.ctx, {
    pageId: page.id,
    revision: 1,
    name: 'verder',
    slug: 'verder',
    content: changed,
  })
  const [version] = await listVersions(pages.ctx, page.id)
  const input = { pageId: page.id, versionId: version?.id ?? '' }
  await expect(restoreDraft(pages.ctx, { ...input, revision: 1 })).rejects.toMatchObject({
    code: 'page-changed-elsewhere',
  })
  expect(await restoreDraft(pages.ctx, { ...input, revision: 2 })).toEqual({ revision: 3 })
  const restored = await getLandingPage(pages.ctx, page.id)
  expect([restored.content, restored.hasChanges]).toEqual([content, false])
  expect(await listVersions(pages.ctx, page.id)).toHaveLength(1)
})
