import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'

type Asset = { body: Uint8Array<ArrayBuffer>; type: string; tag: string }

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

function read(path: string | URL): Asset {
  const body = new Uint8Array(readFileSync(path))
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  return { body, type: types[extname(String(path))] ?? 'text/plain', tag }
}

const folder = new URL('./browser/', import.meta.url)
const fonts = ['hanken-grotesk-latin-wght-normal.woff2', 'hanken-grotesk-latin-ext-wght-normal.woff2']
const locate = createRequire(import.meta.url).resolve

/** The reader of QR codes: its script, what that imports, and its program, in the places where they look for each other. */
const zxing = dirname(dirname(locate('zxing-wasm/reader/zxing_reader.wasm')))
const reader = ['es/reader/index.js', 'es/share.js'].map(
  (name) => [`zxing/${name}`, read(join(zxing, name))] as const,
)

/** The scripts, styles and fonts of the screen by file name, read once. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  ...readdirSync(folder)
    .filter((name) => extname(name) in types)
    .map((name) => [name, read(new URL(name, folder))] as const),
  ...reader,
  ['zxing/zxing_reader.wasm', read(join(zxing, 'reader/zxing_reader.wasm'))],
  ...fonts.map((name) => [name, read(locate(`@fontsource-variable/hanken-grotesk/files/${name}`))] as const),
])
