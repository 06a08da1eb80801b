import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { qrCodes } from '@/db/schema/landing-pages'
import type { PublicLanguage } from '@/db/states'
import { clientAddress, clientNetwork } from '../../platform/client-address'
import { getSettings } from '../../platform/env'
import { normaliseCode } from '../../platform/ids'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { takeSignUp } from '../../subscribers/sign-up-queue'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondHtml, respondRedirect } from '../public/respond'
import { publicWords } from '../public/words'
import { carriedFrom, utmOf } from './carried'
import { makeConfirmToken } from './confirm-token'
import { leftMarks } from './countdown/rules'
import { fillTemplate, type MarkValues } from './document/rules'
import { checkForm, type FormFields, formMarks, noticeHtml, readForm } from './form'
import { findVersion, type LivePage, type LiveVersion, renderIn } from './live-pages'

/** Whether the form was sent by a page of this server. Browsers without an Origin header are let through. */
function isOwnOrigin(request: Request, url: URL): boolean {
  const origin = request.headers.get('origin')
  if (origin === null) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === url.host || host === new URL(getSettings().PUBLIC_URL).host
}

/** Codes never change what they stand for, so what was found once is kept. */
const knownCodes = new Map<string, string>()
const roomForCodes = 2000

async function findQrCode({ database, page }: Post, code: string | null): Promise<string | undefined> {
  if (!code) return undefined
  const key = `${page.brandId}:${normaliseCode(code)}`
  const known = knownCodes.get(key)
  if (known) return known
  const [row] = await database.db
    .select({ id: qrCodes.id })
    .from(qrCodes)
    .where(and(eq(qrCodes.brandId, page.brandId), eq(qrCodes.code, normaliseCode(code))))
  if (!row) return undefined
  if (knownCodes.size >= roomForCodes) knownCodes.clear()
  knownCodes.set(key, row.id)
  return row.id
}

type Post = { request: Request; url: URL; database: Database; now: Date; page: LivePage }

/**
 * Takes a posted form. Whatever goes wrong, the same page comes back with what was typed and the message beside the
 * field. The answer to a right form is the same for every number, known or not.
 */
export async function answerSignUp(post: Post): Promise<Response> {
  const { request, url, database, page } = post
  const language = languageOf(request, url, page.defaultLocale)
  if (!isOwnOrigin(request, url)) return respondPlainPage({ request, name: 'wrong-origin', language })
  const form = await readForm(request)
  if (!form) return respondPlainPage({ request, name: 'wrong-form', language })
  // Only machines fill in what nobody sees. They are told nothing.
  if (form.homepage !== '') return respondRedirect(`/p/${page.slug}`, 303)

  // What counts is what was on the screen, also when a newer version went live since.
  const shown = form.version ? await findVersion(database, page, form.version) : undefined
  const version = shown ?? (page.versionId ? await findVersion(database, page, page.versionId) : undefined)
  if (!version) return respondPlainPage({ request, name: 'not-found', language })
  return takeForm({ ...post, form, version, language: form.lang ?? language })
}

type Taking = Post & { form: FormFields; version: LiveVersion; language: PublicLanguage }

async function takeForm(taking: Taking): Promise<Response> {
  const { request, database, page, form, language } = taking
  const network = await takeFrom('sign-up-network', clientNetwork(request.headers), database)
  if (!network.allowed) return showTooMany(taking, network.retryAfterMs)
  const checked = checkForm(form, page.defaultCountry)
  if (!checked.ok) {
    return showForm(taking, 422, formMarks(form, checked.problems, language, page.defaultCountry))
  }
  const number = await takeFrom('sign-up-number', `${page.brandId}:${checked.phone.e164}`, database)
  if (!number.allowed) return showTooMany(taking, number.retryAfterMs)
  try {
    const token = await record(taking, checked.phone)
    return respondRedirect(`/p/${page.slug}/confirm/${token}`, 303)
  } catch (error) {
    getLog('landing-pages').error({ err: error, pageId: page.pageId }, 'a sign-up could not be recorded')
    return showAgain(taking, 503, publicWords[language].unavailable)
  }
}

async function record(taking: Taking, phone: { e164: string; country: string }): Promise<string> {
  const { request, url, database, now, page, version } = taking
  const { language, render } = renderIn(version, taking.language)
  const carried = carriedFrom(url)
  const { signUpId } = await takeSignUp(database, page.brandId, now, {
    phoneE164: phone.e164,
    country: phone.country,
    landingPageVersionId: version.id,
    wordingId: render.wordingId,
    language,
    topicIds: version.topicIds,
    qrCodeId: await findQrCode(taking, carried.get('q')),
    evidence: {
      ip: clientAddress(request.headers),
      userAgent: request.headers.get('user-agent')?.slice(0, 400),
      referrer: request.headers.get('referer')?.slice(0, 400),
      wordingText: render.wordingText,
      tickedAt: now.toISOString(),
    },
    // The box is empty in every document that is served; it came back with a tick.
    details: { ...utmOf(carried), checkbox: { before: false, after: true } },
    topicVersions: version.topicVersions,
    shownHash: render.htmlHash,
  })
  return makeConfirmToken(signUpId, page.slug, now)
}

function showForm(
  taking: Taking,
  status: number,
  marks: MarkValues,
  headers?: Record<string, string>,
): Response {
  const { request, url, version } = taking
  const { language, render } = renderIn(version, taking.language)
  const carried = carriedFrom(url).toString()
  const query = carried === '' ? '' : `&${carried}`
  const body = fillTemplate(render.form, {
    ...leftMarks(render.form.marks, taking.now, language),
    ...marks,
    version: version.id,
    query,
  })
  return respondHtml({ request, body, styleHash: render.styleHash, status, headers })
}

function showAgain(taking: Taking, status: number, text: string, headers?: Record<string, string>): Response {
  const { form, language, page } = taking
  const marks = { ...formMarks(form, [], language, page.defaultCountry), 'notice-html': noticeHtml(text) }
  return showForm(taking, status, marks, headers)
}

function showTooMany(taking: Taking, retryAfterMs: number): Response {
  const minutes = Math.max(1, Math.ceil(retryAfterMs / 60_000))
  const headers = { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
  return showAgain(taking, 429, publicWords[taking.language]['too-many'](minutes), headers)
}
