import { z } from 'zod'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { listCallingCodes, type ParsedPhone, parsePhone } from '../../platform/phone'
import type { Answers } from '../../subscribers/schema'
import { formWords } from '../public/form-words'
import { publicWords } from '../public/words'
import { type AnswerProblem, readAnswers } from './answers'
import { escapeHtml, type MarkValues } from './document/rules'
import type { FormField } from './schema'

const fields = z.object({
  country: z.string().max(2).default(''),
  phone: z.string().max(40).default(''),
  consent: z.literal('yes').optional().catch(undefined),
  homepage: z.string().default(''),
  lang: z.enum(publicLanguages).optional().catch(undefined),
  /** The version on the screen, a dot, and when it was served: one field, because stored pages have one. */
  version: z.string().max(200).default(''),
  /** What a guarded form was asked to compute; see `guard/work.ts`. */
  work: z.string().max(20).default(''),
})
/** With the answers to the page's own questions, as they were typed, by the key of each. */
export type FormFields = z.infer<typeof fields> & { asked: Record<string, string> }

const maxBytes = 16 * 1024

/** What the form's hidden field says: which version was on the screen, and when that was served. */
export const shownMark = (versionId: string, stamp: string): string => `${versionId}.${stamp}`

/** The two parts of that field again. Neither is believed before it is looked up or its signature read. */
export function readShownMark(mark: string): { versionId: string | undefined; stamp: string } {
  const dot = mark.indexOf('.')
  const versionId = z.uuid().safeParse(dot < 0 ? mark : mark.slice(0, dot)).data
  return { versionId, stamp: dot < 0 ? '' : mark.slice(dot + 1) }
}

/** The fields of a posted form; undefined when it is no such form or carries too much. */
export async function readForm(request: Request): Promise<FormFields | undefined> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return undefined
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const body = await request.text()
  if (body.length > maxBytes) return undefined
  const posted = [...new URLSearchParams(body)]
  const known = fields.safeParse(Object.fromEntries(posted)).data
  const asked = posted.flatMap(([name, value]) =>
    name.startsWith('field:') ? [[name.slice('field:'.length), value] as const] : [],
  )
  return known && { ...known, asked: Object.fromEntries(asked) }
}

type FormProblem = 'phone-missing' | 'phone-invalid' | 'phone-unserved' | 'consent-missing'

export type FormProblems = { form: FormProblem[]; answers: ReadonlyMap<string, AnswerProblem> }

export type CheckedForm =
  | { ok: true; phone: ParsedPhone; answers: Answers }
  | { ok: false; problems: FormProblems }

export const noProblems: FormProblems = { form: [], answers: new Map() }

/** The page as far as its form depends on it. */
export type FormContext = {
  brand: { brandName: string; defaultCountry: string; servedCountries: readonly string[] }
  fields: readonly FormField[]
  language: PublicLanguage
  now: Date
}

/** What is wrong with a form, in the order of its fields; or the number and the answers, ready to use. */
export function checkForm(form: FormFields, { brand, fields, language, now }: FormContext): CheckedForm {
  const phone = parsePhone(form.phone, form.country || brand.defaultCountry)
  const read = readAnswers(fields, form.asked, { language, country: brand.defaultCountry, now })
  const problems: FormProblem[] = []
  if (typeof phone === 'string') problems.push(phone)
  else if (brand.servedCountries.length > 0 && !brand.servedCountries.includes(phone.country))
    problems.push('phone-unserved')
  if (form.consent !== 'yes') problems.push('consent-missing')
  return typeof phone === 'string' || problems.length > 0 || read.problems.size > 0
    ? { ok: false, problems: { form: problems, answers: read.problems } }
    : { ok: true, phone, answers: read.answers }
}

const sign =
  '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.2v.1"/></svg>'

const beside = (id: string, text: string) =>
  `<p class="err" id="${id}">${sign}<span>${escapeHtml(text)}</span></p>`

/** The whole form's trouble, read out at once: too many tries, or a fault of ours. */
export const noticeHtml = (text: string): string =>
  `<p class="note-top" role="alert">${sign}<span>${escapeHtml(text)}</span></p>`

/** The country that was chosen stands first, so that the stored list itself never changes. */
function chosenOption(country: string, name: string): string {
  const code = listCallingCodes().find((known) => known.country === country)?.callingCode
  return code ? `<option value="${country}" selected>${code}\u2003\u2003${escapeHtml(name)}</option>` : ''
}

const attributes = (problem: boolean, focus: boolean, id: string) =>
  problem ? `${focus ? ' autofocus' : ''} aria-invalid="true" aria-describedby="${id}"` : ''

/** What is filled into the form to show it again: as it was typed, each message beside its field, the first one in focus. */
export function formMarks(form: FormFields, problems: FormProblems, page: FormContext): MarkValues {
  const { brand, fields, language } = page
  const words = publicWords[language]
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const nameOf = (code: string) => names.of(code) ?? code
  const country = brand.defaultCountry
  const chosen = /^[A-Z]{2}$/.test(form.country) ? form.country : country
  const phoneProblem = problems.form.find((problem) => problem !== 'consent-missing')
  const noConsent = problems.form.includes('consent-missing')
  const firstField = phoneProblem ? undefined : fields.find(({ key }) => problems.answers.has(key))
  const phoneTexts = {
    'phone-missing': () => words['phone-missing'],
    'phone-invalid': () => words['phone-invalid'](nameOf(chosen)),
    'phone-unserved': () => formWords[language].unserved(brand.brandName, servedText(page, nameOf)),
  }
  const questions = fields.map(({ key }) => {
    const problem = problems.answers.get(key)
    return {
      [`field:${key}`]: form.asked[key] ?? '',
      [`field:${key}-attributes`]: problem
        ? `${key === firstField?.key ? ' autofocus' : ''} aria-invalid="true" aria-errormessage="field:${key}-error"`
        : '',
      [`field:${key}-error-html`]: problem ? beside(`field:${key}-error`, formWords[language][problem]) : '',
    }
  })
  return {
    ...Object.assign({}, ...questions),
    'chosen-country-html': chosen === country ? '' : chosenOption(chosen, nameOf(chosen)),
    phone: form.phone,
    'phone-attributes': attributes(phoneProblem !== undefined, true, 'phone-error'),
    'phone-error-html': phoneProblem ? beside('phone-error', phoneTexts[phoneProblem]()) : '',
    'consent-attributes':
      (form.consent === 'yes' ? ' checked' : '') +
      attributes(noConsent, !phoneProblem && !firstField, 'consent-error'),
    'consent-error-html': noConsent ? beside('consent-error', words['consent-missing']) : '',
  }
}

/** `+31 (Nederland) of +32 (België)` */
function servedText({ brand, language }: FormContext, nameOf: (code: string) => string): string {
  const all = new Map(listCallingCodes().map(({ country, callingCode }) => [country, callingCode]))
  const codes = brand.servedCountries.map((country) => `${all.get(country)} (${nameOf(country)})`)
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(codes)
}
