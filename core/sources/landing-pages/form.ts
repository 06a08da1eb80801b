import { z } from 'zod'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { listCallingCodes, type ParsedPhone, parsePhone } from '../../platform/phone'
import { formWords } from '../public/form-words'
import { publicWords } from '../public/words'
import { escapeHtml, type MarkValues } from './document/rules'

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
export type FormFields = z.infer<typeof fields>

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
  return fields.safeParse(Object.fromEntries(new URLSearchParams(body))).data
}

type FormProblem = 'phone-missing' | 'phone-invalid' | 'phone-unserved' | 'consent-missing'

export type CheckedForm = { ok: true; phone: ParsedPhone } | { ok: false; problems: FormProblem[] }

/** The brand as far as its form depends on it. */
export type FormBrand = { brandName: string; defaultCountry: string; servedCountries: readonly string[] }

/** What is wrong with a form, in the order of its fields; or the number, ready to use. */
export function checkForm(form: FormFields, brand: FormBrand): CheckedForm {
  const phone = parsePhone(form.phone, form.country || brand.defaultCountry)
  const problems: FormProblem[] = []
  if (typeof phone === 'string') problems.push(phone)
  else if (brand.servedCountries.length > 0 && !brand.servedCountries.includes(phone.country))
    problems.push('phone-unserved')
  if (form.consent !== 'yes') problems.push('consent-missing')
  return typeof phone === 'string' || problems.length > 0 ? { ok: false, problems } : { ok: true, phone }
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

/** What is filled into the form to show it again: as it was typed, each message beside its field. */
export function formMarks(
  form: FormFields,
  problems: FormProblem[],
  language: PublicLanguage,
  brand: FormBrand,
): MarkValues {
  const words = publicWords[language]
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const country = brand.defaultCountry
  const chosen = /^[A-Z]{2}$/.test(form.country) ? form.country : country
  const phoneProblem = problems.find((problem) => problem !== 'consent-missing')
  const noConsent = problems.includes('consent-missing')
  const nameOf = (code: string) => names.of(code) ?? code
  const phoneTexts = {
    'phone-missing': () => words['phone-missing'],
    'phone-invalid': () => words['phone-invalid'](nameOf(chosen)),
    'phone-unserved': () => {
      const all = new Map(listCallingCodes().map(({ country, callingCode }) => [country, callingCode]))
      const codes = brand.servedCountries.map((country) => `${all.get(country)} (${nameOf(country)})`)
      const either = new Intl.ListFormat(language, { type: 'disjunction' }).format(codes)
      return formWords[language].unserved(brand.brandName, either)
    },
  }
  return {
    'chosen-country-html': chosen === country ? '' : chosenOption(chosen, names.of(chosen) ?? chosen),
    phone: form.phone,
    'phone-attributes': attributes(phoneProblem !== undefined, true, 'phone-error'),
    'phone-error-html': phoneProblem ? beside('phone-error', phoneTexts[phoneProblem]()) : '',
    'consent-attributes':
      (form.consent === 'yes' ? ' checked' : '') + attributes(noConsent, !phoneProblem, 'consent-error'),
    'consent-error-html': noConsent ? beside('consent-error', words['consent-missing']) : '',
  }
}
