import { setTimeout } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { qrCodes } from '@/db/schema/qr-codes'
import type { PublicLanguage } from '@/db/states'
import { clientAddress, clientNetwork } from '../../platform/client-address'
import { getSettings } from '../../platform/env'
import { normaliseCode } from '../../platform/ids'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { openBrandForSystem } from '../../staff/gate'
import type { Asking } from '../../subscribers/ask-to-confirm'
import { takeSignUp } from '../../subscribers/sign-up-queue'
import { findConfirmation } from '../../templates/confirmation/queries'
import { formWords } from '../public/form-words'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondHtml, respondRedirect } from '../public/respond'
import { publicWords } from '../public/words'
import { carriedFrom, utmOf } from './carried'
import { makeConfirmToken } from './confirm-token'
import { consentBlock, type MarkValues } from './document/rules'
import {
  type CheckedForm,
  checkForm,
  type FormContext,
  type FormFields,
  formMarks,
  noProblems,
  noticeHtml,
  readForm,
  readShownMark,
} from './form'
import { formHtml } from './form-document'
import { isAttacked, isGuarded, noteMachine } from './guard/alarm'
import { holdUp } from './guard/hold-up'
import { makeStamp, readStamp } from './guard/stamp'
import { workScriptHash } from './guard/work'
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
  if (form.homepage !== '') {
    noteMachine(page.pageId, post.now)
    return respondRedirect(`/p/${page.slug}`, 303)
  }

  // What counts is what was on the screen, also when a newer version went live since.
  const { versionId } = readShownMark(form.version)
  const shown = versionId ? await findVersion(database, page, versionId) : undefined
  const version = shown ?? (page.versionId ? await findVersion(database, page, page.versionId) : undefined)
  if (!version) return respondPlainPage({ request, name: 'not-found', language })
  return takeForm({ ...post, form, version, language: form.lang ?? language })
}

const leastAnswerMs = 60

type Taking = Post & { form: FormFields; version: LiveVersion; language: PublicLanguage }

async function takeForm(taking: Taking): Promise<Response> {
  const { request, database, now, page, form, language } = taking
  const network = await takeFrom('sign-up-network', clientNetwork(request.headers), database)
  if (!network.allowed) {
    noteMachine(page.pageId, now)
    return showTooMany(taking, network.retryAfterMs)
  }
  const checked = checkForm(form, formContext(taking))
  if (!checked.ok) return showForm(taking, 422, formMarks(form, checked.problems, formContext(taking)))
  const { e164 } = checked.phone
  const held = holdUp(form, e164, page, now)
  if (held) return showAgain(taking, 422, held.text(formWords[language]), {}, held.stamp)
  const number = await takeFrom('sign-up-number', `${page.brandId}:${e164}`, database)
  if (!number.allowed) return showTooMany(taking, number.retryAfterMs)
  try {
    // Who is known here has a history that takes longer to write. The clock must not tell.
    const [token] = await Promise.all([record(taking, checked), setTimeout(leastAnswerMs)])
    return respondRedirect(`/p/${page.slug}/confirm/${token}`, 303)
  } catch (error) {
    getLog('landing-pages').error({ err: error, pageId: page.pageId }, 'a sign-up could not be recorded')
    return showAgain(taking, 503, publicWords[language].unavailable)
  }
}

async function record(taking: Taking, { phone, answers }: CheckedForm & { ok: true }): Promise<string> {
  const { request, url, database, now, page, version } = taking
  const { language, render } = renderIn(version, taking.language)
  const carried = carriedFrom(url)
  const asking = render.asked ? await findAsking(taking, language) : null
  const { signUpId } = await takeSignUp(database, page.brandId, now, {
    phoneE164: phone.e164,
    country: phone.country,
    landingPageVersionId: version.id,
    wordingId: render.wordingId,
    language,
    topicIds: version.topicIds,
    qrCodeId: await findQrCode(taking, carried.get('q')),
    answers,
    evidence: {
      ip: clientAddress(request.headers),
      userAgent: request.headers.get('user-agent')?.slice(0, 400),
      referrer: request.headers.get('referer')?.slice(0, 400),
      wordingText: render.wordingText,
      tickedAt: now.toISOString(),
      ...(answers.length > 0 ? { answers } : {}),
    },
    // The box is empty in every document that is served; it came back with a tick.
    details: { ...utmOf(carried), checkbox: { before: false, after: true } },
    topicVersions: version.topicVersions,
    shownHash: render.htmlHash,
    asking,
  })
  return makeConfirmToken(signUpId, page.slug, now)
}

/**
 * With what we ask, where the page has us ask. Nothing of the person goes into this, only of the brand: the answer to a
 * form must not tell who is known. While machines are at the door nobody is written to for what they type.
 */
async function findAsking({ database, page, now }: Taking, language: PublicLanguage): Promise<Asking | null> {
  if (isAttacked(page, now)) return null
  const ctx = await openBrandForSystem({ db: database.db, actor: { type: 'visitor' }, now }, page.brandId)
  return findConfirmation(ctx, language)
}

function formContext({ page: brand, version: { content }, language, now }: Taking): FormContext {
  return { brand, fields: content ? consentBlock(content).props.fields : [], language, now }
}

/**
 * @param stamp what the form carries when it comes again: by default the one that it came with, so that nobody's time is
 * counted anew, and a new one where that was worth nothing
 */
function showForm(
  taking: Taking,
  status: number,
  marks: MarkValues,
  headers?: Record<string, string>,
  stamp: string = keptStamp(taking),
): Response {
  const { request, url, now, page, version } = taking
  const carried = carriedFrom(url).toString()
  const guarded = isGuarded(page, now)
  const found = renderIn(version, taking.language)
  const body = formHtml({ ...found, page, version, now, isGuarded: guarded, marks, carried, stamp })
  const scriptHash = guarded ? workScriptHash : undefined
  return respondHtml({ request, body, styleHash: found.render.styleHash, scriptHash, status, headers })
}

function keptStamp({ form, now }: Taking): string {
  const { stamp } = readShownMark(form.version)
  return readStamp(stamp, now) === 'missing' ? makeStamp(now) : stamp
}

function showAgain(
  taking: Taking,
  status: number,
  text: string,
  headers?: Record<string, string>,
  stamp?: string,
): Response {
  const marks = {
    ...formMarks(taking.form, noProblems, formContext(taking)),
    'notice-html': noticeHtml(text),
  }
  return showForm(taking, status, marks, headers, stamp)
}

function showTooMany(taking: Taking, retryAfterMs: number): Response {
  const minutes = Math.max(1, Math.ceil(retryAfterMs / 60_000))
  const headers = { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
  return showAgain(taking, 429, publicWords[taking.language]['too-many'](minutes), headers)
}
