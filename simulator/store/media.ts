import { createHash, randomInt } from 'node:crypto'
import type { Database } from './database'

/** A file on the platform: uploaded by a business to send, or sent in by a person. */
export type Media = {
  id: string
  phone_number_id: string
  mime_type: string
  sha256: string
  size: number
  name: string | null
  /** Unix milliseconds; gone 30 days later, or 7 when a person sent it. */
  expires_at: number
}

export type Medias = ReturnType<typeof openMedia>

const columns = 'id, phone_number_id, mime_type, sha256, size, name, expires_at'

export const newNumericId = () =>
  `${randomInt(1, 10)}${String(randomInt(0, 10 ** 12)).padStart(12, '0')}${randomInt(100, 1000)}`

export function openMedia(database: Database) {
  const insert = database.prepare(`
    INSERT INTO media (${columns}, bytes)
    VALUES (:id, :phone_number_id, :mime_type, :sha256, :size, :name, :expires_at, :bytes)`)
  const byId = database.prepare(`SELECT ${columns} FROM media WHERE id = ?`)
  const bytes = database.prepare('SELECT bytes FROM media WHERE id = ?')
  const remove = database.prepare('DELETE FROM media WHERE id = ?')
  const expire = database.prepare('DELETE FROM media WHERE expires_at < ?')

  // A campaign names the same file a million times.
  const cache = new Map<string, Media>()

  return {
    /** Keeps a file and gives its new id. */
    add(file: Pick<Media, 'phone_number_id' | 'mime_type' | 'name' | 'expires_at'> & { bytes: Uint8Array }) {
      const id = newNumericId()
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      insert.run({ ...file, id, sha256, size: file.bytes.byteLength })
      return id
    },
    byId(id: string, now: number): Media | undefined {
      const media = cache.get(id) ?? (byId.get(id) as Media | undefined)
      if (!media || media.expires_at < now) return undefined
      cache.set(id, media)
      return media
    },
    bytes: (id: string) => (bytes.get(id) as { bytes: Uint8Array<ArrayBuffer> } | undefined)?.bytes,
    remove(id: string) {
      cache.delete(id)
      remove.run(id)
    },
    expire(now: number) {
      cache.clear()
      expire.run(now)
    },
    forget: () => cache.clear(),
  }
}
