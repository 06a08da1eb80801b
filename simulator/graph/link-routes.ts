import type { Context, Hono } from 'hono'
import QRCode from 'qrcode'
import { z } from 'zod'
import type { Account } from '../store/accounts'
import type { ShortLink } from '../store/links'
import type { World } from '../world'
import { numberOf } from './access'
import { GraphError, noSuchObject } from './errors'
import { commaList } from './fields'
import type { Env, Handle } from './handle'
import { pageOf } from './paging'
import { readJson } from './read-json'

const most = 2000

const Body = z.object({
  code: z.string().optional(),
  prefilled_message: z.string().min(1).max(140),
  generate_qr_image: z
    .string()
    .transform((format) => format.toUpperCase())
    .pipe(z.enum(['SVG', 'PNG']))
    .optional(),
})

const deepLink = (link: ShortLink) => `https://wa.me/message/${link.code}`

/** `with.qr_image_url` only when it was asked for, as an image costs the platform work. */
function show(link: ShortLink, address: URL, format?: 'SVG' | 'PNG') {
  return {
    code: link.code,
    prefilled_message: link.prefilled_message,
    deep_link_url: deepLink(link),
    ...(format && { qr_image_url: new URL(`/qr/${link.code}.${format.toLowerCase()}`, address).href }),
  }
}

/** The image format in `fields=qr_image_url.format(PNG)`, if the image was asked for. */
function askedFormat(address: URL): 'SVG' | 'PNG' | undefined {
  const fields = address.searchParams.get('fields') ?? ''
  if (!fields.includes('qr_image_url')) return undefined
  return /qr_image_url\.format\(png\)/i.test(fields) ? 'PNG' : 'SVG'
}

function read(body: Record<string, unknown>) {
  const parsed = Body.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new GraphError(100, `Param ${issue?.path.join('.') ?? ''} is not valid: ${issue?.message ?? ''}`)
}

function linkOf(world: World, account: Account, code: string): ShortLink {
  const link = world.store.links.find(code)
  if (link?.phone_number_id !== account.phone_number_id) throw noSuchObject(code)
  return link
}

/** Short links and QR codes of a number: `/{phone-number-id}/message_qrdls`. */
export function linkRoutes(app: Hono<Env>, world: World, handle: Handle) {
  const { links } = world.store
  const account = (context: Context<Env>, accounts: Account[]) =>
    numberOf(accounts, context.req.param('id') ?? '')

  const save = handle(async (context, accounts, address) => {
    const owner = account(context, accounts)
    const body = read({ ...Object.fromEntries(address.searchParams), ...(await readJson(context)) })
    const code = context.req.param('code') ?? body.code
    if (code !== undefined) {
      const link = linkOf(world, owner, code)
      links.change(link.code, body.prefilled_message)
      return { title: 'changedLink', body: show(linkOf(world, owner, code), address) }
    }
    if (links.count(owner.phone_number_id) >= most) {
      throw new GraphError(100, `A number can have at most ${most} codes.`)
    }
    const format = body.generate_qr_image
    const link = links.add(owner.phone_number_id, body.prefilled_message, format ?? 'SVG')
    return { title: 'createdLink', body: show(link, address, format) }
  })
  const list = handle((context, accounts, address) => {
    const owner = account(context, accounts)
    const asked = commaList(address.searchParams.get('code'))
    const found = links.list(owner.phone_number_id).filter((link) => !asked || asked.includes(link.code))
    const page = pageOf(found, address)
    return {
      title: 'listedLinks',
      body: {
        data: page.items.map((link) => show(link, address, askedFormat(address))),
        ...(page.paging && { paging: page.paging }),
      },
    }
  })

  app.post('/:id/message_qrdls', save)
  app.post('/:id/message_qrdls/:code', save)
  app.get('/:id/message_qrdls', list)
  app.get('/:id/message_qrdls/', list)
  app.get(
    '/:id/message_qrdls/:code',
    handle((context, accounts, address) => {
      const link = linkOf(world, account(context, accounts), context.req.param('code') ?? '')
      return { title: 'listedLinks', body: { data: [show(link, address, askedFormat(address))] } }
    }),
  )
  app.delete(
    '/:id/message_qrdls/:code',
    handle((context, accounts) => {
      links.remove(linkOf(world, account(context, accounts), context.req.param('code') ?? '').code)
      return { title: 'removedLink', body: { success: true } }
    }),
  )
}

/** The QR image of a short link, as the platform draws it: black on white, quiet zone of four modules. */
export async function linkImage(world: World, file: string): Promise<Response | undefined> {
  const [, code, format] = /^([A-Z2-7]{14})\.(svg|png)$/.exec(file) ?? []
  const link = code === undefined ? undefined : world.store.links.find(code)
  if (!link) return undefined
  if (format === 'svg') {
    const svg = await QRCode.toString(deepLink(link), { type: 'svg', errorCorrectionLevel: 'M' })
    return new Response(svg, { headers: { 'content-type': 'image/svg+xml' } })
  }
  const png = await QRCode.toBuffer(deepLink(link), { errorCorrectionLevel: 'M', width: 512 })
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } })
}
