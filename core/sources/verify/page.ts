import type { PublicLanguage } from '@/db/states'
import { publicLanguages } from '@/db/states'
import type { EventCheck, ReceiptCheck, Verdict } from '../../consent/receipts/check'
import { receiptWords } from '../../consent/receipts/words'
import { sha256 } from '../../platform/crypto'
import { escapeHtml } from '../landing-pages/document/rules'
import { verifyWords } from './words'

const sheet = [
  ':root{color-scheme:light dark;--g:#fff;--t:#17181a;--m:#57544e;--l:#dedbd3;--y:#0a6b43;--n:#b3261e;--b:#17181a;--o:#fff}',
  '@media(prefers-color-scheme:dark){:root{--g:#17181a;--t:#f3f1ec;--m:#b6b2a9;--l:#3a3a3d;--y:#5fd39c;--n:#ff9a8f;--b:#f3f1ec;--o:#17181a}}',
  'body{margin:0;background:var(--g);color:var(--t);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}',
  'main{max-width:42rem;margin:0 auto;padding:3rem 1.25rem 4rem}h1{font-size:1.8rem;line-height:1.16;letter-spacing:-.02em;margin:0 0 .6rem}',
  'h2{font-size:1.05rem;margin:2.2rem 0 .5rem}p{margin:0 0 1rem}ul{margin:0;padding-left:1.2rem}li{margin:.3rem 0}a{color:inherit;text-underline-offset:.16em}',
  'label{display:block;font-weight:600;margin:1.2rem 0 .35rem}textarea,input[type=file]{font:inherit;width:100%;box-sizing:border-box;color:inherit;background:transparent}',
  'textarea{min-height:9rem;padding:.7rem;border:1px solid var(--m);border-radius:5px;font:13px/1.45 ui-monospace,monospace}',
  'button{margin-top:1.2rem;padding:.85rem 1.4rem;border:0;border-radius:5px;background:var(--b);color:var(--o);font:inherit;font-weight:700;cursor:pointer}',
  '.y{color:var(--y)}.n{color:var(--n)}.a{color:var(--m)}.e{padding:.9rem 0;border-top:1px solid var(--l)}.e ul{list-style:none;padding:0}.e li{display:flex;gap:.6rem}',
  '.e h3{font-size:1rem;margin:0}.e p{margin:0 0 .4rem;color:var(--m);font-size:.93rem}.mark{flex:none;width:1.2em;font-weight:700}',
  'nav{margin-top:2.6rem;display:flex;gap:1rem;flex-wrap:wrap;color:var(--m);font-size:.93rem}:focus-visible{outline:3px solid currentColor;outline-offset:2px}',
].join('')
export const verifySheetHash = sha256(sheet).toString('base64')

const languageNames: Record<PublicLanguage, string> = {
  nl: 'Nederlands',
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
}

function page(language: PublicLanguage, title: string, body: string): string {
  const others = publicLanguages
    .filter((other) => other !== language)
    .map(
      (other) =>
        `<a href="/verify?lang=${other}" lang="${other}" hreflang="${other}">${languageNames[other]}</a>`,
    )
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${sheet}</style></head><body><main>${body}<nav>${others.join('')}</nav></main></body></html>`
}

/** The form, with what went wrong above it where something did. */
export function formPage(
  language: PublicLanguage,
  problem?: 'unreadable' | 'tooLarge' | 'tooMany' | 'unavailable',
): string {
  const words = verifyWords[language]
  const said = problem ? `<p class="n" role="alert">${escapeHtml(words[problem])}</p>` : ''
  return page(
    language,
    words.title,
    `<h1>${words.title}</h1>${said}<p>${words.intro}</p><form method="post" action="/verify?lang=${language}" enctype="multipart/form-data"><label for="file">${words.file}</label><input id="file" type="file" name="file" accept=".pdf,.json,application/pdf,application/json"><label for="text">${words.text}</label><textarea id="text" name="text" spellcheck="false" autocomplete="off"></textarea><button>${words.check}</button></form>`,
  )
}

const marks: Record<Verdict, string> = { yes: '✓', no: '✕', absent: '–' }
const classes: Record<Verdict, string> = { yes: 'y', no: 'n', absent: 'a' }
const names = ['inclusion', 'seal', 'ledger', 'wording', 'documents', 'evidence'] as const

function eventHtml(event: EventCheck, language: PublicLanguage): string {
  const words = verifyWords[language]
  const kinds: Record<string, string> = receiptWords[language].kinds
  const time = (at: string) =>
    Number.isNaN(Date.parse(at))
      ? ''
      : `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(at))} UTC`
  const sealed =
    event.position !== null && event.sealedAt ? words.sealed(event.position, time(event.sealedAt)) : ''
  const lines = names.map((name) => {
    const verdict = event[name]
    return `<li class="${classes[verdict]}"><span class="mark" aria-hidden="true">${marks[verdict]}</span><span>${words.checks[name]}: ${words.verdicts[verdict]}</span></li>`
  })
  return `<div class="e"><h3>${escapeHtml(kinds[event.kind] ?? event.kind)}</h3><p>${escapeHtml(time(event.at))}${sealed ? `<br>${escapeHtml(sealed)}` : ''}</p><ul>${lines.join('')}</ul></div>`
}

/** What was found, act by act, and in plain words what that proves and what it does not. */
export function resultPage(language: PublicLanguage, check: ReceiptCheck): string {
  const words = verifyWords[language]
  const outcome = check.isProven ? 'proven' : check.isWaiting ? 'waiting' : 'wrong'
  const list = (lines: string[]) => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
  const meaning =
    outcome === 'wrong'
      ? ''
      : `<h2>${words.whatIsProven}</h2>${list(words.isProven)}<h2>${words.whatIsNotProven}</h2>${list(words.isNotProven)}`
  return page(
    language,
    words[outcome],
    `<h1 class="${outcome === 'wrong' ? 'n' : 'y'}">${words[outcome]}</h1><p>${words[`${outcome}Text`]}</p>${check.events.map((event) => eventHtml(event, language)).join('')}${meaning}<p><a href="/verify?lang=${language}">${words.again}</a></p>`,
  )
}
