import { createHmac } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { Account } from '../store/accounts'
import type { Media } from '../store/media'
import type { World } from '../world'
import { needs, senderOf } from './access'
import { accountsOf } from './auth'
import { GraphError, noSuchObject } from './errors'
import type { Env, Handle } from './handle'
import { bareType, formatOf, knownFormats } from './media-kinds'

const monthMs = 30 * 24 * 60 * 60 * 1000
const linkMs = 5 * 60 * 1000
export const downloadPath = '/whatsapp_business/attachments/'

async function upload(world: World, account: Account, context: Context<Env>) {
  const form = await context.req.parseBody()
  const given = (name: string) => form[name] ?? context.req.query(name)
  if (given('messaging_product') !== 'whatsapp') {
    throw new GraphError(100, 'The parameter messaging_product is required.')
  }
  const file = given('file')
  if (!(file instanceof File)) throw new GraphError(100, 'The parameter file is required.')
  const asked = given('type')
  // Some callers send the type beside the file, others with it.
  const type = typeof asked === 'string' && asked.includes('/') ? asked : file.type
  const format = formatOf(type)
  if (!format) {
    throw new GraphError(
      100,
      `Param file must be a file with one of the following types: ${knownFormats.join(', ')}. Received file of type '${type || 'application/octet-stream'}'.`,
    )
  }
  if (file.size === 0) throw new GraphError(131053, 'The file is empty.')
  if (file.size > format.most) {
    throw new GraphError(
      131053,
      `File size is ${file.size} bytes, at most ${format.most} for ${bareType(type)}.`,
    )
  }
  const now = world.time.wall()
  world.store.media.expire(now)
  const id = world.store.media.add({
    phone_number_id: account.phone_number_id,
    mime_type: type,
    name: file.name || null,
    expires_at: now + monthMs,
    bytes: new Uint8Array(await file.arrayBuffer()),
  })
  return { id }
}

const proof = (account: Account, id: string, until: string) =>
  createHmac('sha256', account.app_secret).update(`${id} ${until}`).digest('base64url')

/** The file with this id among those of the caller; `phone_number_id` narrows that to one number. */
export function findMedia(
  world: World,
  accounts: readonly Account[],
  id: string,
  address: URL,
): { media: Media; account: Account } | undefined {
  const media = world.store.media.byId(id, world.time.wall())
  const account = accounts.find((one) => one.phone_number_id === media?.phone_number_id)
  if (!media || !account) return undefined
  const asked = address.searchParams.get('phone_number_id')
  if (asked !== null && asked !== media.phone_number_id) throw noSuchObject(id)
  return { media, account: needs(account, 'whatsapp_business_messaging') }
}

/** `GET /{media-id}`: where the file can be fetched for the next five minutes. */
export function showMedia(
  world: World,
  { media, account }: { media: Media; account: Account },
  address: URL,
) {
  const until = String(Math.floor((world.time.wall() + linkMs) / 1000))
  const url = new URL(downloadPath, address)
  url.searchParams.set('mid', media.id)
  url.searchParams.set('ext', until)
  url.searchParams.set('hash', proof(account, media.id, until))
  return {
    messaging_product: 'whatsapp',
    url: url.href,
    mime_type: media.mime_type,
    sha256: media.sha256,
    file_size: media.size,
    id: media.id,
  }
}

export function mediaRoutes(app: Hono<Env>, world: World, handle: Handle) {
  app.post(
    '/:id/media',
    handle(async (context, accounts) => ({
      title: 'uploadedMedia',
      body: await upload(world, senderOf(accounts, context.req.param('id') ?? ''), context),
    })),
  )
}

/** The address that a file is fetched from: with the token, and only while its link is fresh. */
export function downloadMedia(world: World, context: Context): Response {
  const id = context.req.query('mid') ?? ''
  const until = context.req.query('ext') ?? ''
  let accounts: Account[]
  try {
    accounts = accountsOf(world.store, context.req.header('authorization'))
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return Response.json(error.body(), { status: error.http })
  }
  const media = world.store.media.byId(id, world.time.wall())
  const account = accounts.find((one) => one.phone_number_id === media?.phone_number_id)
  const fresh = Number(until) * 1000 > world.time.wall()
  if (!media || !account || !fresh || context.req.query('hash') !== proof(account, id, until)) {
    return new Response('Not Found', { status: 404 })
  }
  return new Response(world.store.media.bytes(id) ?? null, {
    headers: {
      'content-type': media.mime_type,
      'content-length': String(media.size),
      'content-disposition': `inline; filename="${encodeURIComponent(media.name ?? media.id)}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}
