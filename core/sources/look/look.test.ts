import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { diskStore } from '../../platform/files/disk'
import type { FileStore } from '../../platform/files/types'
import { makeTestBrand } from '../testing-brand'
import { changeLogo, changeLook, removeLogo } from './commands'
import type { Look } from './schema'

const now = new Date('2026-11-20T09:00:00Z')
let store: TestDatabase
let ctx: BrandContext
let folder: string
let files: FileStore

beforeAll(async () => {
  store = await createTestDatabase()
  ctx = (await makeTestBrand(store, 'noord', now)).ctx
  folder = await mkdtemp(path.join(tmpdir(), 'vinkje-look-'))
  files = diskStore(folder)
})
afterAll(async () => {
  await store.drop()
  await rm(folder, { recursive: true })
})

const look: Look = {
  primary: '#0a3d62',
  onPrimary: '#ffffff',
  ink: '#1e1e1e',
  onInk: '#ffffff',
  font: 'serif',
  corners: 'round',
}
const logoOf = async () => {
  const { logoSvg, theme } = await getBrand(ctx)
  return { logoSvg, logo: theme.logo ?? null }
}
const logo = (text: string) => changeLogo(ctx, { name: 'logo.svg', bytes: Buffer.from(text) }, files)

test('a look is kept whole, and the logo stays', async () => {
  await logo('<svg viewBox="0 0 8 8"><path d="M1 1h6"/></svg>')
  await changeLook(ctx, look)
  expect((await getBrand(ctx)).theme).toMatchObject({
    ...look,
    primary: '#0A3D62',
    onPrimary: '#FFFFFF',
    ink: '#1E1E1E',
    onInk: '#FFFFFF',
  })
  expect((await logoOf()).logoSvg).toContain('<path d="M1 1h6"/>')
})

test.each([
  ['the hero', { primary: '#F2B632', onPrimary: '#FFFFFF' }],
  ['the button', { ink: '#1E1E1E', onInk: '#333333' }],
  ['plain text on white', { ink: '#CCCCCC', onInk: '#000000' }],
])('colours that cannot be read on %s are refused', async (_, pair) => {
  const before = (await getBrand(ctx)).theme
  await expect(changeLook(ctx, { ...look, ...pair })).rejects.toMatchObject({ code: 'colours-unreadable' })
  expect((await getBrand(ctx)).theme).toEqual(before)
})

test('what is no colour never reaches a style sheet', async () => {
  await expect(changeLook(ctx, { ...look, primary: 'red;}body{display:none' })).rejects.toThrow()
})

test('a drawing that could run something becomes a bitmap, in which nothing can', async () => {
  await logo(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><script>alert(1)</script><rect width="80" height="40"/></svg>',
  )
  const { logo: picture } = await logoOf()
  expect(picture).toMatchObject({ width: 480, height: 240 })
  await removeLogo(ctx)
  expect(await logoOf()).toEqual({ logoSvg: null, logo: null })
})

test('a bitmap is taken as a logo, and what is none is refused', async () => {
  const bytes = await sharp({ create: { width: 300, height: 100, channels: 3, background: '#205080' } })
    .png()
    .toBuffer()
  await changeLogo(ctx, { name: 'logo.png', bytes }, files)
  expect((await logoOf()).logo).toMatchObject({ width: 300, height: 100 })
  await expect(logo('<svg><path d="')).rejects.toMatchObject({ code: 'picture-unreadable' })
  await expect(logo('%PDF-1.7')).rejects.toMatchObject({ code: 'picture-unreadable' })
})
