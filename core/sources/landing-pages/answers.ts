import type { PublicLanguage } from '@/db/states'
import type { Answers } from '../../subscribers/schema'
import type { FormField } from './schema'

export type AnswerProblem = 'field-missing' | 'birthday-invalid' | 'too-young' | 'postcode-invalid'

export type ReadAnswers = { answers: Answers; problems: Map<string, AnswerProblem> }

/**
 * From which age somebody may consent to this alone (GDPR article 8(1): sixteen, or what the member state made of it).
 * Only a page that asks for a birthday can know.
 */
const consentAges: Record<string, number> = {
  AT: 14,
  BE: 13,
  DK: 15,
  ES: 14,
  FR: 15,
  GB: 13,
  IE: 16,
  IT: 14,
  PT: 13,
  SE: 13,
}
const consentAge = (country: string): number => consentAges[country] ?? 16

const dayFirst = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/
const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

/** A date as a date field or a person writes it (31-12-1990), as `1990-12-31`; undefined when there is no such day. */
export function readDay(typed: string): string | undefined {
  const [, year, month, day] = yearFirst.exec(typed) ?? []
  const [, d = day, m = month, y = year] = dayFirst.exec(typed) ?? []
  if (!d || !m || !y) return undefined
  const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined
}

function readBirthday(typed: string, country: string, now: Date): string | AnswerProblem {
  const born = readDay(typed)
  if (!born || born < '1900-01-01' || born > now.toISOString().slice(0, 10)) return 'birthday-invalid'
  const ofAge = `${Number(born.slice(0, 4)) + consentAge(country)}${born.slice(4)}`
  return ofAge > now.toISOString().slice(0, 10) ? 'too-young' : born
}

/** Letters and digits of every country; in the Netherlands in the way they are printed, `1034 AB`. */
function readPostcode(typed: string): string | AnswerProblem {
  const code = typed.toUpperCase().replace(/\s+/g, ' ')
  const dutch = /^([1-9]\d{3}) ?([A-Z]{2})$/.exec(code)
  if (dutch) return `${dutch[1]} ${dutch[2]}`
  return /^(?=.*\d)[A-Z0-9][A-Z0-9 -]{1,9}$/.test(code) ? code : 'postcode-invalid'
}

/** Reads what was answered to a page's own questions. What was not asked is not kept, and what was left empty is no answer. */
export function readAnswers(
  fields: readonly FormField[],
  asked: Record<string, string>,
  { language, country, now }: { language: PublicLanguage; country: string; now: Date },
): ReadAnswers {
  const read: ReadAnswers = { answers: [], problems: new Map() }
  for (const { key, kind, label, required } of fields) {
    const typed = (asked[key] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 200)
    if (typed === '') {
      if (required) read.problems.set(key, 'field-missing')
      continue
    }
    const value =
      kind === 'birthday'
        ? readBirthday(typed, country, now)
        : kind === 'postcode'
          ? readPostcode(typed)
          : typed
    if (isProblem(value, kind)) read.problems.set(key, value)
    else {
      const kept = kind === 'name' ? 'name' : kind === 'birthday' ? 'date' : 'text'
      read.answers.push({ key, kind: kept, label: label[language] || key, value })
    }
  }
  return read
}

const problems: readonly string[] = ['birthday-invalid', 'too-young', 'postcode-invalid']

/** Only a birthday and a postcode can be wrong; a name may be anything, also one of our own words. */
const isProblem = (value: string, kind: FormField['kind']): value is AnswerProblem =>
  (kind === 'birthday' || kind === 'postcode') && problems.includes(value)
