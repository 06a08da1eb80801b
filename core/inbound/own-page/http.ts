import { type Database, getDatabase } from '@/db/client'
import type { PublicLanguage } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { listConsentStates } from '../../consent/queries'
import { buildReceipt } from '../../consent/receipts/receipt'
import { clientAddress, clientNetwork } from '../../platform/client-address'
import { AppError } from '../../platform/errors'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { escapeHtml } from '../../sources/landing-pages/document/rules'
import { publicLanguageFor } from '../../sources/public/language'
import { respondRedirect } from '../../sources/public/respond'
import { openBrandForSystem } from '../../staff/gate'
import { type PersonLink, readPersonToken } from '../../subscribers/person-link'
import { act } from './act'
import { dataPage } from './data-page'
import { closedHeaders, respondPlainSheet, respondSheet } from './frame'
import { exportOwn } from './known'
import { loadOwn, type Own } from './load'
import { erasePage, isDone, mainPage } from './main-page'

const address = /^\/preferences\/([^/]+)(?:\/(data|data\.json|receipt\.pdf|receipt\.json|erase))?\/?$/

type Deps = { database?: Database; now?: Date }

/**
 * `/preferences/<token>`: a person's own page. The signed link is the key to it, so it needs no sign-in and no script; it shows
 * nothing and does nothing without a token of ours that has not run out. A token that is wrong, expired, or of somebody erased gets
 * one and the same answer. Never throws: a fault of ours is a page that says so.
 */
export async function handleOwnPage(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const language = publicLanguageFor(request)
  try {
    return await answer({ request, database, now, language })
  } catch (error) {
    getLog('own-page').error({ err: error }, 'a person’s own page could not be answered')
    return respondPlainSheet({ request, language, name: 'wrong', status: 503 })
  }
}

type Asked = { request: Request; database: Database; now: Date; language: PublicLanguage }

async function answer(asked: Asked): Promise<Response> {
  const { request, database, now, language } = asked
  const gone = () => respondPlainSheet({ request, language, name: 'gone', status: 404 })
  const view = await takeFrom('own-page', clientNetwork(request.headers), database)
  if (!view.allowed) return respondPlainSheet({ request, language, name: 'tooMany', status: 429 })
  const url = new URL(request.url)
  const [, token = '', part] = address.exec(url.pathname) ?? []
  const link = readPersonToken('preferences', token, now)
  if (!link) return gone()
  const opened = await open(asked, link)
  if (!opened) return gone()
  const { ctx, own } = opened
  const at = `/preferences/${token}`
  if (request.method === 'POST' && (part === undefined || part === 'erase')) return post(asked, ctx, own, at)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response('', { status: 405, headers: { allow: 'GET, HEAD, POST', ...closedHeaders } })
  }
  if (part === 'data.json') return download(ctx, own)
  if (part === 'receipt.pdf' || part === 'receipt.json') return receipt(asked, ctx, own, part)
  const sheet = { request, language: own.language, brand: own.brand, languagesAt: at }
  if (part === 'data') {
    return respondSheet({ ...sheet, title: own.words.dataTitle, body: await dataPage(ctx, own, at) })
  }
  if (part === 'erase') {
    return respondSheet({ ...sheet, title: own.words.eraseTitle, body: erasePage(own, at, false) })
  }
  const said = url.searchParams.get('done')
  const body = mainPage(own, at, isDone(own, said) ? said : null, link.expiresAt)
  return respondSheet({ ...sheet, title: own.words.title, body })
}

async function open(
  { database, now }: Asked,
  link: PersonLink,
): Promise<{ ctx: BrandContext; own: Own } | null> {
  const actor = { type: 'subscriber', subscriberId: link.subscriberId } as const
  let ctx: BrandContext
  try {
    ctx = await openBrandForSystem({ db: database.db, actor, now }, link.brandId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
  const own = await loadOwn(ctx, link.subscriberId)
  return own && { ctx, own }
}

async function post({ request }: Asked, ctx: BrandContext, own: Own, at: string): Promise<Response> {
  const { words, language, brand } = own
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const form = new URLSearchParams(type === 'application/x-www-form-urlencoded' ? await request.text() : '')
  const acted = await act(ctx, own, form, evidenceOf(request))
  switch (acted.kind) {
    case 'done':
      return redirect(`${at}?done=${acted.done}`)
    case 'unread':
      return redirect(at)
    case 'not-sure': {
      const body = erasePage(own, at, true)
      return respondSheet({ request, language, brand, title: words.eraseTitle, body, status: 422 })
    }
    case 'erased': {
      const body = `<h1>${words.erasedTitle}</h1><p class="q" role="status">${words.erasedText(escapeHtml(brand.name))}</p>`
      return respondSheet({ request, language, brand, title: words.erasedTitle, body })
    }
  }
}

/** The link itself is the proof that they were sent it; the rest says from where it was pressed. */
const evidenceOf = (request: Request) => ({
  numberCheckedBy: 'signed-link',
  ip: clientAddress(request.headers),
  userAgent: request.headers.get('user-agent')?.slice(0, 400),
})

function redirect(path: string): Response {
  const response = respondRedirect(path, 303)
  for (const [name, value] of Object.entries(closedHeaders)) response.headers.set(name, value)
  return response
}

async function download(ctx: BrandContext, own: Own): Promise<Response> {
  return file(ctx, own, 'json', `${JSON.stringify(await exportOwn(ctx, own), null, 2)}\n`)
}

/** What they agreed to, to keep: a document to read, or the bare receipt. Drawing takes a moment, so it is not loaded before. */
async function receipt(asked: Asked, ctx: BrandContext, own: Own, part: string): Promise<Response> {
  const { request, database } = asked
  const { language, person } = own
  const taken = await takeFrom('own-receipt', person.id, database)
  if (!taken.allowed) return respondPlainSheet({ request, language, name: 'tooMany', status: 429 })
  // Who never said yes or no to anything has no receipt, and is shown no link to one.
  const states = await listConsentStates(ctx, person.id)
  if (states.length === 0) return respondPlainSheet({ request, language, name: 'gone', status: 404 })
  if (part === 'receipt.pdf') {
    const { buildReceiptPdf } = await import('../../consent/receipts/pdf/write')
    const { pdf } = await buildReceiptPdf(ctx, person.id, { language })
    return file(ctx, own, 'pdf', new Uint8Array(pdf))
  }
  return file(
    ctx,
    own,
    'json',
    JSON.stringify(await buildReceipt(ctx, person.id, { language }), null, 2),
    '-receipt',
  )
}

const types = { json: 'application/json; charset=utf-8', pdf: 'application/pdf' }

function file(ctx: BrandContext, own: Own, type: keyof typeof types, body: BodyInit, what = ''): Response {
  const day = ctx.now.toISOString().slice(0, 10)
  return new Response(body, {
    headers: {
      ...closedHeaders,
      'content-type': types[type],
      'content-disposition': `attachment; filename="${own.brand.slug}${what}-${day}.${type}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}
