import { type PublicLanguage, publicLanguages } from '@/db/states'
import { sha256 } from '../../platform/crypto'
import { escapeHtml } from '../landing-pages/document/rules'
import { respondHtml } from './respond'
import { publicWords } from './words'
import type { PlainPageName } from './words-nl'

const statusOf: Record<PlainPageName, number> = {
  'not-found': 404,
  gone: 410,
  expired: 410,
  'link-expired': 410,
  paused: 410,
  'code-over': 410,
  'wrong-origin': 403,
  'wrong-method': 405,
  'wrong-form': 415,
  'too-many': 429,
  unavailable: 503,
}

const sheet = [
  'body{margin:0;background:#fff;color:#17181a;font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}',
  'main{max-width:34rem;margin:0 auto;padding:18vh 1.25rem 3rem}',
  'h1{font-size:1.8rem;line-height:1.16;letter-spacing:-.02em;margin:0 0 .6rem}h2{font-size:1rem;margin:0 0 .2rem}',
  'p{margin:0}.b{font-weight:700;margin-bottom:1.6rem}a{color:inherit;text-underline-offset:.16em}',
  '.go{display:block;margin-top:1.6rem;padding:.95rem 1rem;border-radius:5px;background:#17181a;color:#fff;font-weight:700;text-align:center;text-decoration:none}',
  'section{margin-top:2.6rem;padding-top:1.2rem;border-top:1px solid #dedbd3;color:#57544e;font-size:.93rem}',
  ':focus-visible{outline:3px solid #17181a;outline-offset:2px}',
].join('')
const sheetHash = sha256(sheet).toString('base64')

type PlainPage = {
  request: Request
  name: PlainPageName
  language: PublicLanguage
  brand?: { name: string }
  /** Where to sign up again, where that helps. A path of our own. */
  again?: string
  headers?: Record<string, string>
}

/** A page that says in every language what is the matter and what to do. Needs nothing to be known or stored. */
export function respondPlainPage({
  request,
  name,
  language,
  brand,
  again,
  headers = {},
}: PlainPage): Response {
  const [title = '', text = ''] = publicWords[language].pages[name]
  const others = publicLanguages.filter((other) => other !== language)
  const rest = others.map((other) => {
    const [title = '', text = ''] = publicWords[other].pages[name]
    return `<section lang="${other}"><h2>${title}</h2><p>${text}</p></section>`
  })
  const who = brand ? `<p class="b">${escapeHtml(brand.name)}</p>` : ''
  const button = again
    ? `<a class="go" href="${escapeHtml(again)}">${publicWords[language].signUpAgain}</a>`
    : ''
  const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,"><style>${sheet}</style></head><body><main>${who}<h1>${title}</h1><p>${text}</p>${button}${rest.join('')}</main></body></html>`
  return respondHtml({ request, body, styleHash: sheetHash, status: statusOf[name], headers })
}
