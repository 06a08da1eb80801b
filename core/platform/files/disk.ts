import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { checkKey, type FileStore } from './types'

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Files in a folder. Each is written beside its place and then moved there, so nobody reads half of one. */
export function diskStore(dataDir: string): FileStore {
  const root = path.resolve(/* turbopackIgnore: true */ dataDir, 'files')
  const placeOf = (key: string) => path.join(/* turbopackIgnore: true */ root, ...checkKey(key).split('/'))
  return {
    async put(key, body) {
      const place = placeOf(key)
      const aside = `${place}.${randomUUID()}.part`
      await mkdir(path.dirname(place), { recursive: true })
      try {
        await writeFile(aside, body, { flush: true })
        await rename(aside, place)
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
    },
    async get(key) {
      try {
        const file = await open(placeOf(key))
        const { size } = await file.stat()
        const body = Readable.toWeb(createReadStream('', { fd: file }))
        return { body: body as ReadableStream<Uint8Array<ArrayBuffer>>, byteSize: size }
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async remove(key) {
      await rm(placeOf(key), { force: true })
    },
  }
}
