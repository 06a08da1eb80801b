import type { Database } from '@/db/client'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { AppError } from '../../platform/errors'
import { maskPhone, waId } from '../../platform/phone'
import { getAccount } from '../../providers/accounts'
import { openBrandForSystem } from '../../staff/gate'
import { confirmationText } from '../../subscribers/rules'
import { getSignUp, type SignUpView } from '../../subscribers/sign-up-queries'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondHtml } from '../public/respond'
import { publicWords } from '../public/words'
import { qrSvg } from '../qr-codes/draw'
import { readConfirmToken } from './confirm-token'
import { escapeHtml, fillTemplate } from './document/rules'
import { findVersion, type LivePage, renderIn } from './live-pages'

type Asked = { request: Request; url: URL; database: Database; now: Date; page: LivePage }

async function findSignUp(ctx: Parameters<typeof getSignUp>[0], id: string): Promise<SignUpView | undefined> {
  try {
    return await getSignUp(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  }
}

function momentText(at: Date, language: PublicLanguage, timeZone: string): string {
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...parts,
    timeZone,
    timeZoneName: 'short',
  }).format(at)
}

/**
 * The page after the form: the code to send, or where to find our message with a button, and once either came that it is done. The address is signed and
 * dies by itself; it shows no more of the number than who typed it needs to recognise it.
 */
export async function answerConfirm(asked: Asked, token: string): Promise<Response> {
  const { request, url, database, now, page } = asked
  const language = languageOf(request, url, page.defaultLocale)
  const again = `/p/${page.slug}`
  const brand = { name: page.brandName }
  const read = readConfirmToken(token, page.slug, now)
  if (read === 'invalid') return respondPlainPage({ request, name: 'not-found', language, brand, again })
  if (read === 'expired') return respondPlainPage({ request, name: 'link-expired', language, brand, again })

  const ctx = await openBrandForSystem({ db: database.db, actor: { type: 'visitor' }, now }, page.brandId)
  const signUp = await findSignUp(ctx, read.signUpId)
  const version =
    signUp?.landingPageVersionId && (await findVersion(database, page, signUp.landingPageVersionId))
  if (!signUp || !version) return respondPlainPage({ request, name: 'link-expired', language, brand, again })

  const { language: shown, render } = renderIn(
    version,
    publicLanguages.find((one) => one === signUp.language) ?? page.defaultLocale,
  )
  const { styleHash } = render
  if (signUp.confirmedAt) return respondHtml({ request, body: fillTemplate(render.done, {}), styleHash })
  if (signUp.refusedAt || signUp.expiredAt || signUp.expiresAt <= now) {
    return respondPlainPage({ request, name: 'expired', language: shown, brand, again })
  }
  const account = await getAccount(ctx)
  if (!account) return respondPlainPage({ request, name: 'unavailable', language: shown, brand })

  const text = encodeURIComponent(confirmationText(shown, signUp.code))
  const link = `${account.linkBaseUrl}/${waId(account.displayPhoneE164)}?text=${text}`
  const words = publicWords[shown]
  const question = signUp.isAsked ? render.asked : null
  const body = fillTemplate(question ?? render.confirm, {
    code: signUp.code,
    'masked-phone': signUp.phoneE164 ? maskPhone(signUp.phoneE164) : '',
    expires: momentText(signUp.expiresAt, shown, page.timeZone),
    'open-link': link,
    'qr-html': (await qrSvg(link)).replace(
      '<svg ',
      `<svg role="img" aria-label="${escapeHtml(words.scanLabel)}" `,
    ),
    'waiting-html': url.searchParams.has('sent')
      ? `<p class="wait" role="status">${words[question ? 'not-pressed' : 'not-yet']}</p>`
      : '',
    'form-link': `${again}?lang=${shown}`,
  })
  return respondHtml({ request, body, styleHash })
}
