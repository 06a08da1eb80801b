import type { Hono } from 'hono'
import { z } from 'zod'
import type { Account } from '../store/accounts'
import type { Upload } from '../store/uploads'
import type { World } from '../world'
import { GraphError, noSuchObject } from './errors'
import type { Env, Handle } from './handle'
import { parsePart } from './read-json'

const mb = 1024 * 1024

/** The samples a template header may have, with the most bytes of each. */
const limits: Record<string, number> = {
  'image/jpeg': 5 * mb,
  'image/jpg': 5 * mb,
  'image/png': 5 * mb,
  'video/mp4': 16 * mb,
  'application/pdf': 100 * mb,
}

const Start = z.object({
  file_name: z.string().default('file'),
  file_length: z.coerce.number().int().min(1),
  file_type: z.enum(Object.keys(limits) as [string, ...string[]]),
})

const tokenOf = (accounts: readonly Account[]) => accounts[0]?.access_token ?? ''

/** An upload of this caller, or undefined for any other id. */
export function findUpload(world: World, accounts: readonly Account[], id: string): Upload | undefined {
  if (!id.startsWith('upload:')) return undefined
  const upload = world.store.uploads.byId(id)
  if (upload?.access_token !== tokenOf(accounts)) throw noSuchObject(id)
  return upload
}

export const showUpload = (upload: Upload) => ({ id: upload.id, file_offset: upload.received })

/** `POST /upload:…`: the next bytes; gives the handle once the file is complete, else how far it is. */
export function appendToUpload(world: World, upload: Upload, offset: string | undefined, part: Uint8Array) {
  if (Number(offset ?? 0) !== upload.received) {
    throw new GraphError(100, `file_offset must be ${upload.received}, where the upload stands.`)
  }
  if (upload.received + part.byteLength > upload.file_length) {
    throw new GraphError(100, `The file is longer than its file_length of ${upload.file_length}.`)
  }
  const handle = world.store.uploads.append(upload, part)
  return handle === null ? { id: upload.id, file_offset: upload.received + part.byteLength } : { h: handle }
}

/** Resumable upload: `POST /{app-id}/uploads` begins one. */
export function uploadRoutes(app: Hono<Env>, world: World, handle: Handle) {
  app.post(
    '/:id/uploads',
    handle((context, accounts, address) => {
      const start = parsePart(Start, Object.fromEntries(address.searchParams))
      const most = limits[start.file_type] ?? 0
      if (start.file_length > most) {
        throw new GraphError(100, `file_length is at most ${most} bytes for ${start.file_type}.`)
      }
      const id = world.store.uploads.start({
        ...start,
        app_id: context.req.param('id') ?? '',
        access_token: tokenOf(accounts),
        created_at: world.time.wall(),
      })
      return { title: 'startedUpload', body: { id } }
    }),
  )
}
