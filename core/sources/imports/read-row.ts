import type { ImportMapping } from '@/db/schema/imports'
import type { RowProblem } from '@/db/states'
import { type ParsedPhone, type PhoneProblem, parsePhone } from '../../platform/phone'
import { type ReadDate, readDate } from './dates'

/** What a file's row says about a person, before anybody is looked up. */
export type ReadRow = {
  phoneE164: string
  country: string
  name: string | null
  language: string | null
  /** The moment of their consent; null, with `problem`, when nothing in the row or the file shows one. */
  consentAt: Date | null
  consentSource: string | null
  tags: string[]
  attributes: Record<string, string>
  problem: RowProblem | null
}

export type RowRules = {
  mapping: ImportMapping
  defaultCountry: string
  dayFirst: boolean
  /** Whether the file as a whole comes with wording, source and declaration. Without them no row has consent. */
  hasEvidence: boolean
  /** The date for rows without one of their own. */
  consentAt: Date | null
  now: Date
}

const noWords = new Set(['nee', 'no', 'n', 'nein', 'non', 'false', '0', 'onwaar', 'uit', 'off'])
/** WhatsApp Business began in January 2018; an opt-in from before was for something else. */
const earliest = Date.UTC(2018, 0, 1)
/** A date without a zone may be read up to a day ahead. */
const aheadMs = 26 * 60 * 60 * 1000
const maxTags = 20

/** Letters only, no control characters: a name may be in any script and hold emoji. */
const clean = (text: string | undefined, longest: number) =>
  (text ?? '')
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)

const languages: Record<string, string> = {
  ...{ nederlands: 'nl', dutch: 'nl', engels: 'en', english: 'en' },
  ...{ duits: 'de', german: 'de', deutsch: 'de', frans: 'fr', french: 'fr', francais: 'fr', français: 'fr' },
}

function readLanguage(cell: string | undefined): string | null {
  const said = clean(cell, 40).toLowerCase()
  const code = /^([a-z]{2})(?:[-_][a-z]{2})?$/.exec(said)?.[1]
  return languages[said] ?? code ?? null
}

/** Excel drops the zero of 06 and the plus of +31: a bare number of the country's length is tried both ways. */
function readNumber(cell: string, country: string): ParsedPhone | PhoneProblem {
  const typed = cell
    .trim()
    .replace(/^'/, '')
    .replace(/^(?:tel:|wa:|whatsapp:)/i, '')
  const first = parsePhone(typed, country)
  if (typeof first !== 'string' || first === 'phone-missing') return first
  const digits = typed.replace(/\D/g, '')
  if (/^\D*\d[\d\s().-]*$/.test(typed) && !typed.startsWith('+') && digits.length >= 10) {
    const withPlus = parsePhone(`+${digits}`, country)
    if (typeof withPlus !== 'string') return withPlus
  }
  return first
}

function consentOf(
  cells: readonly string[],
  rules: RowRules,
): { at: Date | null; problem: RowProblem | null } {
  const { mapping, now } = rules
  const said = clean(cells[mapping.consent], 20).toLowerCase()
  if (mapping.consent >= 0 && (noWords.has(said) || said === ''))
    return { at: null, problem: 'consent-refused' }
  if (!rules.hasEvidence) return { at: null, problem: 'no-evidence' }
  const own: ReadDate =
    mapping.consentAt < 0 ? 'missing' : readDate(cells[mapping.consentAt] ?? '', rules.dayFirst)
  const at = own === 'missing' ? rules.consentAt : own
  if (at === null) return { at: null, problem: 'consent-date-missing' }
  if (at === 'unreadable' || at.getTime() < earliest) return { at: null, problem: 'consent-date-unreadable' }
  if (at.getTime() > now.getTime() + aheadMs) return { at: null, problem: 'consent-date-ahead' }
  return { at: new Date(Math.min(at.getTime(), now.getTime())), problem: null }
}

/**
 * Reads one row. A row whose number cannot be read is a problem by itself; one whose consent cannot be shown comes in
 * without it. Pure: says nothing about who is known already.
 */
export function readRow(cells: readonly string[], rules: RowRules): ReadRow | RowProblem {
  const { mapping } = rules
  const cell = cells[mapping.number] ?? ''
  // A spreadsheet wrote 31612345678 as 3.16E+10: the digits are gone from the file.
  if (/^\d[.,]\d+E\+\d+$/i.test(cell.trim())) return 'number-shortened'
  const number = readNumber(cell, rules.defaultCountry)
  if (number === 'phone-missing') return 'number-missing'
  if (number === 'phone-invalid') return 'number-invalid'
  const consent = consentOf(cells, rules)
  const tags = clean(cells[mapping.tags], 1_000)
    .split(/[;,|]/)
    .map((tag) => tag.trim().toLowerCase().slice(0, 40))
    .filter((tag) => tag !== '')
  const attributes = mapping.attributes.flatMap(({ key, column }) => {
    const value = clean(cells[column], 300)
    return value === '' ? [] : [[key, value] as const]
  })
  return {
    phoneE164: number.e164,
    country: number.country,
    name: clean(cells[mapping.name], 200) || null,
    language: readLanguage(cells[mapping.language]),
    consentAt: consent.at,
    consentSource: clean(cells[mapping.consentSource], 200) || null,
    tags: [...new Set(tags)].slice(0, maxTags),
    attributes: Object.fromEntries(attributes),
    problem: consent.problem,
  }
}
