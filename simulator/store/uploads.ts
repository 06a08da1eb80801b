import { randomBytes } from 'node:crypto'
import type { Database } from './database'

/** A resumable upload: the samples of template headers come to the platform this way. */
export type Upload = {
  id: string
  app_id: string
  access_token: string
  file_name: string
  file_type: string
  file_length: number
  received: number
  /** What names the file in a template, once it is complete. */
  handle: string | null
  created_at: number
}

export type Uploads = ReturnType<typeof openUploads>

const columns = 'id, app_id, access_token, file_name, file_type, file_length, received, handle, created_at'

export function openUploads(database: Database) {
  const insert = database.prepare(`
    INSERT INTO uploads (${columns}, bytes) VALUES (:id, :app_id, :access_token, :file_name, :file_type,
      :file_length, 0, NULL, :created_at, x'')`)
  const byId = database.prepare(`SELECT ${columns} FROM uploads WHERE id = ?`)
  const byHandle = database.prepare(`SELECT ${columns} FROM uploads WHERE handle = ?`)
  const bytes = database.prepare('SELECT bytes FROM uploads WHERE id = ?')
  const write = database.prepare('UPDATE uploads SET bytes = ?, received = ?, handle = ? WHERE id = ?')

  return {
    start(upload: Omit<Upload, 'id' | 'received' | 'handle'>): string {
      const id = `upload:${randomBytes(24).toString('base64url')}`
      insert.run({ ...upload, id })
      return id
    },
    byId: (id: string) => byId.get(id) as Upload | undefined,
    byHandle: (handle: string) => byHandle.get(handle) as Upload | undefined,
    bytes: (id: string) => (bytes.get(id) as { bytes: Uint8Array<ArrayBuffer> } | undefined)?.bytes,
    /** Puts `part` behind what is there; gives the handle when the file is complete. */
    append(upload: Upload, part: Uint8Array): string | null {
      const before = (bytes.get(upload.id) as { bytes: Uint8Array }).bytes
      const whole = Buffer.concat([before, part])
      const handle =
        whole.length === upload.file_length
          ? `4::${Buffer.from(upload.file_type).toString('base64url')}:${randomBytes(48).toString('base64url')}:e:${Math.floor(upload.created_at / 1000)}:${upload.app_id}`
          : null
      write.run(whole, whole.length, handle, upload.id)
      return handle
    },
  }
}
