import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { diskStore } from '../../../platform/files/disk'
import { drawPage } from './page-picture'
import { cutIntoSlices } from './slices'

const folder = mkdtempSync(path.join(tmpdir(), 'vinkje-pictures-'))
const files = diskStore(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const picture = '0190a8b1-0000-7000-8000-000000000001'
const page = (body: string) =>
  `<!doctype html><html lang="nl"><head><style>body{margin:0;background:#fff;font:17px system-ui}.hp{display:none}</style></head><body>${body}</body></html>`

const solid = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })

/** How many of the pixels are red and nothing else. */
async function countRed(png: Buffer): Promise<number> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let red = 0
  for (let at = 0; at < data.length; at += info.channels) {
    if ((data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 60 && (data[at + 2] ?? 255) < 60) red += 1
  }
  return red
}

test('a page is drawn with its pictures, and with their words where one is not kept any more', async () => {
  const html = page(
    `<p>Winter</p><img src="/pictures/${picture}/960.jpg" alt="Een rode fiets" width="200" height="100">`,
  )
  const without = await drawPage(html, files)
  expect(await countRed(without.png)).toBe(0)
  const red = await solid(200, 100, '#f00').jpeg().toBuffer()
  await files.put(`pictures/${picture}/960.jpg`, red, 'image/jpeg')
  const drawn = await drawPage(html, files)
  expect(await countRed(drawn.png)).toBeGreaterThan(200 * 100)
  expect(drawn.text).toBe('Winter')
})

test('what a browser keeps from sight stays out of the words, and marks to fill in are gone', async () => {
  const form = `\uE000notice-html\uE001<div class="hp"><label>Niet invullen</label></div><select name="country"><option>+31 Nederland</option><option>+32</option></select><label>Ja, graag</label>`
  const { text, png } = await drawPage(page(form), files)
  expect(text).toBe('Ja, graag')
  expect((await sharp(png).metadata()).width).toBe(780)
})

test('a tall picture is cut between lines, and nothing of it is lost or shown twice', async () => {
  const [lines, lineHeight, gap] = [40, 60, 20]
  const height = lines * (lineHeight + gap)
  const line = await solid(80, lineHeight, '#000').png().toBuffer()
  const tall = await solid(100, height, '#fff')
    .composite(
      Array.from({ length: lines }, (_, nth) => ({ input: line, left: 10, top: nth * (lineHeight + gap) })),
    )
    .png()
    .toBuffer()
  const slices = await cutIntoSlices(tall, 1000)
  const rows = await Promise.all(slices.map(async (slice) => (await sharp(slice).metadata()).height ?? 0))
  expect(rows.reduce((sum, one) => sum + one, 0)).toBe(height)
  expect(Math.max(...rows)).toBeLessThanOrEqual(1000)
  let at = 0
  for (const one of rows.slice(0, -1)) {
    at += one
    expect(at % (lineHeight + gap)).toBeGreaterThanOrEqual(lineHeight)
  }
})
