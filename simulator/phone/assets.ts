import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const folder = new URL('./browser/', import.meta.url)

/** The scripts and styles of the screen by file name, read once. */
export const assets: ReadonlyMap<string, { body: string; type: string; tag: string }> = new Map(
  readdirSync(folder)
    .filter((name) => extname(name) in types)
    .map((name) => {
      const body = readFileSync(new URL(name, folder), 'utf8')
      const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
      return [name, { body, type: types[extname(name)] ?? 'text/plain', tag }] as const
    }),
)
