import { z } from 'zod'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { listCallingCodes, type ParsedPhone, parsePhone } from '../../platform/phone'
import { publicWords } from '../public/words'
import { escapeHtml, type MarkValues } from './document/rules'

const fields = z.object({
  country: z.string().max(2).default(''),
  phone: z.string().max(40).default(''),
  consent: z.literal('yes').optional().catch(undefined),
  homepage: z.string().default(''),
  lang: z.enum(publicLanguages).optional().catch(undefined),
  version: z.uuid().optional().catch(undefined),
})
export type FormFields = z.infer<typeof fields>

const maxBytes = 16 * 1024

/** The fields of a posted form; undefined when it is no such form or carries too much. */
export async function readForm(request: Request): Promise<FormFields | undefined> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return undefined
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const body = await request.text()
  if (body.length > maxBytes) return undefined
  return fields.safeParse(Object.fromEntries(new URLSearchParams(body))).data
}

type FormProblem = 'phone-missing' | 'phone-invalid' | 'consent-missing'

export type CheckedForm = { ok: true; phone: ParsedPhone } | { ok: false; problems: FormProblem[] }

/** What is wrong with a form, in the order of its fields; or the number, ready to use. */
export function checkForm(form: FormFields, defaultCountry: string): CheckedForm {
  const phone = parsePhone(form.phone, form.country || defaultCountry)
  const problems: FormProblem[] = []
  if (typeof phone === 'string') problems.push(phone)
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
  country: string,
): MarkValues {
  const words = publicWords[language]
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const chosen = /^[A-Z]{2}$/.test(form.country) ? form.country : country
  const phoneProblem = problems.find((problem) => problem !== 'consent-missing')
  const noConsent = problems.includes('consent-missing')
  const phoneText =
    phoneProblem === 'phone-invalid'
      ? words['phone-invalid'](names.of(chosen) ?? chosen)
      : words['phone-missing']
  return {
    'chosen-country-html': chosen === country ? '' : chosenOption(chosen, names.of(chosen) ?? chosen),
    phone: form.phone,
    'phone-attributes': attributes(phoneProblem !== undefined, true, 'phone-error'),
    'phone-error-html': phoneProblem ? beside('phone-error', phoneText) : '',
    'consent-attributes':
      (form.consent === 'yes' ? ' checked' : '') + attributes(noConsent, !phoneProblem, 'consent-error'),
    'consent-error-html': noConsent ? beside('consent-error', words['consent-missing']) : '',
  }
}
