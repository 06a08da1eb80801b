import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../../brands/scope'
import { diskStore } from '../../platform/files/disk'
import type { FileStore } from '../../platform/files/types'
import { createLandingPage, saveDraft } from '../landing-pages/commands'
import { withPicture } from '../landing-pages/edit/rules'
import { getLandingPage } from '../landing-pages/queries'
import { type BlockOf, emptyText, type PageContent, type PictureRef } from '../landing-pages/schema'
import { makeTestBrand } from '../testing-brand'
import { addPicture, archivePicture, describePicture, restorePicture } from './commands'
import { encodePicture } from './encode'
import { handlePicture } from './http'
import { listPictures, requirePicture } from './library'
import { maxPictureBytes, pictureFallback, pictureSources, pictureWidths } from './rules'
import { refOf } from './schema'

const now = new Date('2026-11-20T09:00:00Z')
let store: TestDatabase
let ctx: BrandContext
let folder: string
let files: FileStore

beforeAll(async () => {
  store = await createTestDatabase()
  ctx = (await makeTestBrand(store, 'noord', now)).ctx
  folder = await mkdtemp(path.join(tmpdir(), 'vinkje-pictures-'))
  files = diskStore(folder)
})
afterAll(async () => {
  await store.drop()
  await rm(folder, { recursive: true })
})

const drawn = (width: number, height: number, colour = '#c02020') =>
  sharp({ create: { width, height, channels: 3, background: colour } })

/** A photo as a phone makes it: lying on its side, with the place where it was taken. */
const fromPhone = () =>
  drawn(1200, 800)
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 22/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const pictureBlock = (picture: PictureRef | null, alt = emptyText()): BlockOf<'Picture'> => ({
  type: 'Picture',
  props: { id: 'picture-1', picture, alt, caption: emptyText() },
})

const get = (address: string, init?: RequestInit) =>
  handlePicture(new Request(`http://localhost:3000${address}`, init), files)

describe('a picture', () => {
  test('is made upright, in three formats and widths that fit it, and nothing of where it was taken stays', async () => {
    const taken = await fromPhone()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    const { width, height, files: made } = await encodePicture(taken)
    expect({ width, height }).toEqual({ width: 800, height: 1200 })
    expect(made.map((file) => `${file.width}.${file.format}`)).toEqual([
      ...['480.avif', '480.webp', '480.jpg', '800.avif', '800.webp', '800.jpg'],
    ])
    for (const file of made) {
      const { width, height, exif, xmp, icc, orientation } = await sharp(file.bytes).metadata()
      expect({ width, height }).toEqual({ width: file.width, height: file.width * 1.5 })
      expect([exif, xmp, icc, orientation ?? 1]).toEqual([undefined, undefined, undefined, 1])
    }
  })

  test('that is transparent stands on white where a format knows no transparency', async () => {
    const clear = await sharp({
      create: { width: 100, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const made = await encodePicture(clear)
    const jpeg = made.files.find((file) => file.format === 'jpg')
    const { dominant } = await sharp(jpeg?.bytes).stats()
    expect(dominant.r).toBeGreaterThan(240)
  })

  test.each([
    ['a PDF that is called a picture', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')],
    ['a text', Buffer.from('not a picture')],
    ['nothing at all', Buffer.alloc(0)],
    ['a page with a script', Buffer.from('<html><script>alert(1)</script></html>')],
    [
      'a drawing, which can hold a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['the first half of a picture', Buffer.from('')],
  ])('cannot be %s', async (name, bytes) => {
    const half = name.includes('half') ? (await drawn(900, 900).png().toBuffer()).subarray(0, 400) : bytes
    await expect(addPicture(ctx, { name: 'photo.png', bytes: half }, files)).rejects.toMatchObject({
      code: 'picture-unreadable',
    })
  })

  test('cannot be larger than what a phone takes, in bytes or in what it unfolds to', async () => {
    const heavy = Buffer.alloc(maxPictureBytes + 1)
    await expect(addPicture(ctx, { name: 'film.png', bytes: heavy }, files)).rejects.toMatchObject({
      code: 'picture-too-large',
    })
    const bomb = await drawn(9000, 9000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(maxPictureBytes)
    await expect(addPicture(ctx, { name: 'bomb.png', bytes: bomb }, files)).rejects.toMatchObject({
      code: 'picture-too-large',
    })
  })

  test('that was there already is the same one, and comes back after it was taken out', async () => {
    const bytes = await drawn(640, 480).png().toBuffer()
    const first = await addPicture(ctx, { name: 'een.png', bytes }, files)
    expect(await addPicture(ctx, { name: 'twee.png', bytes }, files)).toEqual(first)
    await archivePicture(ctx, { pictureId: first.pictureId })
    expect((await listPictures(ctx)).map((known) => known.pictureId)).not.toContain(first.pictureId)
    expect(await addPicture(ctx, { name: 'drie.png', bytes }, files)).toEqual(first)
    expect((await listPictures(ctx)).map((known) => known.pictureId)).toContain(first.pictureId)
  })

  test('is described once for every page that it is put on, put away, and offered again', async () => {
    const bytes = await drawn(50, 50, '#20c040').png().toBuffer()
    const { pictureId, words } = await addPicture(ctx, { name: 'groen.png', bytes }, files)
    expect(words).toEqual({ nl: '', en: '', de: '', fr: '' })
    await describePicture(ctx, { pictureId, words: { nl: ' Een groen vlak ', en: 'A green field' } })
    const said = { nl: 'Een groen vlak', en: 'A green field', de: '', fr: '' }
    expect((await addPicture(ctx, { name: 'weer.png', bytes }, files)).words).toEqual(said)
    await archivePicture(ctx, { pictureId })
    const offered = async (archived: boolean) =>
      (await listPictures(ctx, { archived })).map((known) => known.pictureId)
    expect(await offered(false)).not.toContain(pictureId)
    expect(await offered(true)).toContain(pictureId)
    expect(await requirePicture(ctx, pictureId)).toMatchObject({ words: said, pages: [] })
    await restorePicture(ctx, { pictureId })
    expect(await offered(false)).toContain(pictureId)
    const long = 'x'.repeat(201)
    await expect(describePicture(ctx, { pictureId, words: { nl: long } })).rejects.toThrow()
  })

  test('names the pages that show it, as they are being written and as they are served', async () => {
    const bytes = await drawn(60, 40).png().toBuffer()
    const picture = await addPicture(ctx, { name: 'fiets.png', bytes }, files)
    const { id } = await createLandingPage(ctx, {
      ...{ name: 'Beeld', slug: 'beeld', startingPoint: 'counter', topics: [] },
    })
    const { content } = await getLandingPage(ctx, id)
    const [hero] = content.content
    if (!hero) throw new Error('the page is empty')
    const shown = { ...content, content: [hero, pictureBlock(refOf(picture)), ...content.content.slice(1)] }
    await saveDraft(ctx, { pageId: id, revision: 1, name: 'Beeld', slug: 'beeld', content: shown })
    expect((await requirePicture(ctx, picture.pictureId)).pages).toEqual([{ id, name: 'Beeld' }])
  })

  test('is seen in no other brand’s library', async () => {
    const { ctx: other } = await makeTestBrand(store, 'zuid', now)
    const picture = await addPicture(
      ctx,
      { name: 'een.png', bytes: await drawn(30, 30).png().toBuffer() },
      files,
    )
    expect(await listPictures(other)).toEqual([])
    await expect(archivePicture(other, { pictureId: picture.pictureId })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

test('words of the library go to a page where it has none, and with another picture in place of the old ones', () => {
  const words = { nl: 'Een fiets', en: 'A bike', de: '', fr: '' }
  const chosen = { pictureId: '019aa000-0000-7000-8000-000000000001', width: 60, height: 40, words }
  const other = { ...chosen, pictureId: '019aa000-0000-7000-8000-000000000002' }
  const put = (block: BlockOf<'Picture'>, picture: typeof chosen | null) => {
    const page = { root: { props: {} }, content: [block] } as unknown as PageContent
    return withPicture(page, block, picture).content[0] as BlockOf<'Picture'>
  }
  const written = { ...emptyText(), nl: 'Onze winkel', fr: 'Notre magasin' }
  const first = put(pictureBlock(null, written), chosen)
  expect(first.props.alt).toEqual({ nl: 'Onze winkel', en: 'A bike', de: '', fr: 'Notre magasin' })
  expect(first.props.picture, 'the words are the page’s own from now on').toEqual(refOf(chosen))
  expect(put(first, other).props.alt).toEqual({ nl: 'Een fiets', en: 'A bike', de: '', fr: 'Notre magasin' })
  expect(put(first, null).props).toMatchObject({ picture: null, alt: first.props.alt })
})

describe('the address of a picture', () => {
  test('gives each file that a page names, for good', async () => {
    const picture = await addPicture(
      ctx,
      { name: 'breed.png', bytes: await drawn(2000, 500, '#2040c0').png().toBuffer() },
      files,
    )
    const named = [
      pictureFallback(picture),
      ...(['avif', 'webp', 'jpg'] as const).flatMap((format) =>
        pictureSources(picture, format)
          .split(', ')
          .map((part) => part.split(' ')[0] as string),
      ),
    ]
    expect(named).toHaveLength(10)
    for (const address of named) {
      const answer = await get(address)
      expect(answer.status, address).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(String(bytes.length)).toBe(answer.headers.get('content-length'))
      expect(address).toContain(`/${(await sharp(bytes).metadata()).width}.`)
    }
    const etag = (await get(named[0] as string)).headers.get('etag') ?? ''
    expect((await get(named[0] as string, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const head = await get(named[0] as string, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test.each([
    ['/pictures/019aa000-0000-7000-8000-000000000001/480.webp', 'GET', 404],
    ['/pictures/..%2f..%2fsecrets.json/480.webp', 'GET', 404],
    ['/pictures/019aa000-0000-7000-8000-000000000001/480.svg', 'GET', 404],
    ['/pictures/', 'GET', 404],
    ['/pictures/019aa000-0000-7000-8000-000000000001/480.webp', 'POST', 405],
  ])('%s, by %s, is answered with %i', async (address, method, status) => {
    expect((await get(address, { method })).status).toBe(status)
  })

  test.each([
    [300, [300]],
    [480, [480]],
    [960, [480, 960]],
    [1200, [480, 960, 1200]],
    [5000, [480, 960, 1600]],
  ])('a picture of %i wide is kept in %j', (width, widths) => {
    expect(pictureWidths(width)).toEqual(widths)
  })
})
