import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handleRobots } from '../../public/robots'
import { openTestPages } from '../testing-pages'
import { drawSharePicture } from './picture'

let pages: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  pages = await openTestPages()
  await pages.makePage('delen')
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

const property = (html: string, name: string) =>
  new RegExp(`<meta property="og:${name}" content="([^"]*)">`).exec(html)?.[1]

test('a shared link shows the page’s own words and a picture of 1200 by 630 in its language', async () => {
  const html = await (await pages.get('/p/delen?lang=en')).text()
  expect(property(html, 'site_name')).toBe('Fietserij &lt;noord&gt;')
  expect(property(html, 'title')).not.toBe('')
  expect(property(html, 'description')).not.toContain('**')
  expect(property(html, 'locale')).toBe('en_GB')
  expect(property(html, 'url')).toBe('http://localhost:3000/p/delen?lang=en')
  const picture = new URL(property(html, 'image') ?? '')
  const response = await pages.get(picture.pathname)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('cache-control')).toContain('immutable')
  const { width, height } = await sharp(await response.arrayBuffer()).metadata()
  expect([width, height]).toEqual([1200, 630])
})

test('search engines hear of every language once, and of the address that counts', async () => {
  const html = await (await pages.get('/p/delen?lang=nl&utm_source=krant')).text()
  expect(html).toContain('<link rel="canonical" href="http://localhost:3000/p/delen?lang=nl">')
  expect(html.match(/hreflang="(nl|en)" href="[^"]+\?lang=\1">/g)).toHaveLength(2)
})

test.each(['x.png', '019e7404-4f20-7216-a411-5cacef770e00-nl.png', '..%2f..%2fsecret', 'confirm'])(
  'there is no other picture: %s',
  async (file) => {
    expect((await pages.get(`/p/delen/share/${file}`)).status).toBe(404)
  },
)

test('a picture is drawn whatever is typed: markup, scripts of the world, nothing at all', async () => {
  const theme = { primary: '#F2B632', onPrimary: '#17181A', ink: '#17181A', onInk: '#FFFFFF' }
  const address = 'localhost:3000/p/delen'
  for (const text of ['<script>alert(1)</script>', 'Привет Ελλάδα 你好 👋', '']) {
    const png = await drawSharePicture({ brandName: text, theme, logoSvg: null, title: text, text, address })
    expect((await sharp(png).metadata()).width).toBe(1200)
  }
})

test('robots may read pages that were published and nothing else', async () => {
  const text = await (await handleRobots(new Request('http://localhost:3000/robots.txt'))).text()
  expect(text).toMatch(/^Allow: \/p\/$/m)
  expect(text).toMatch(/^Disallow: \/$/m)
})
