import { parse } from 'csv-parse/sync'
import type { SuppressionReason } from '@/db/states'
import { parsePhone } from '../platform/phone'

/** One line of a list from another system, read: the number, and what it says about why and since when. */
export type ReadLine =
  | { line: number; phoneE164: string; reason: SuppressionReason | null; at: Date | null }
  | {
      line: number
      problem: 'number-missing' | 'number-invalid' | 'date-invalid' | 'date-in-future'
      said: string
    }

const numberNames =
  /^(phone|number|mobile|msisdn|tel|telephone|telefoon|nummer|mobiel|telefoonnummer|wa_?id|e164|handynummer)/i
const reasonNames = /^(reason|reden|grund|motif|status)/i
const dateNames = /^(date|datum|at|since|sinds|created|timestamp|time|opted|unsubscribed)/i

/** What other systems call it. Anything else falls back on what was chosen for the whole list. */
const reasonWords: [RegExp, SuppressionReason][] = [
  [/spam|complain|klacht|beschwerde|plainte|abuse/i, 'complaint'],
  [/wrong|verkeerd|recycl|falsch|erron/i, 'wrong_person'],
  [/eras|delete|gewist|verwijder|gel(ö|oe)scht|supprim/i, 'erased'],
  [/opt.?out|unsub|afgemeld|uitgeschreven|stop|abgemeldet|d[ée]sabonn|objection|bezwaar/i, 'opted_out'],
]

/**
 * Reads a list as people have it: one number a line, or CSV with commas, semicolons or tabs, with or without a head.
 * Without a head the columns are number, reason, date. Blank lines are left out.
 * @param country whose national form a number without a country code has
 */
export function readSuppressionList(text: string, country: string, now: Date): ReadLine[] {
  const rows = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  const head = rows[0]?.record ?? []
  const hasHead = head.some((name) => numberNames.test(name)) && !head.some((cell) => /\d{5}/.test(cell))
  const place = (names: RegExp, otherwise: number) =>
    hasHead ? head.findIndex((name) => names.test(name)) : otherwise
  const [number, reason, date] = [place(numberNames, 0), place(reasonNames, 1), place(dateNames, 2)]
  return rows.slice(hasHead ? 1 : 0).map(({ record, info }): ReadLine => {
    const line = info.lines
    const said = record[number] ?? ''
    const phone = parsePhone(withPlus(said), country)
    if (phone === 'phone-missing') return { line, problem: 'number-missing', said }
    if (phone === 'phone-invalid') return { line, problem: 'number-invalid', said }
    const at = readDate(record[date] ?? '')
    if (at === 'invalid') return { line, problem: 'date-invalid', said: record[date] ?? '' }
    if (at && at > now) return { line, problem: 'date-in-future', said: record[date] ?? '' }
    const why = record[reason] ?? ''
    return {
      line,
      phoneE164: phone.e164,
      reason: reasonWords.find(([words]) => words.test(why))?.[1] ?? null,
      at,
    }
  })
}

/** The sign that parts the columns: the one that the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => first.split(sign).length
  return [';', '\t', ','].sort((a, b) => count(b) - count(a))[0] as string
}

/** Exports often drop the plus: `31612345678` is a number with its country code, not a national one. */
const withPlus = (said: string) => (/^[1-9]\d{9,14}$/.test(said) ? `+${said}` : said)

/** ISO dates with or without a time, and the day-first forms of Europe. Null when nothing was said. */
function readDate(said: string): Date | null | 'invalid' {
  if (said === '') return null
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(said)
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(said)
  const [year, month, day] = (iso?.slice(1, 4) ?? local?.slice(1, 4).reverse() ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return 'invalid'
  const midnight = new Date(Date.UTC(year, month - 1, day))
  // JavaScript turns 31 February into March; that is no date.
  if (midnight.getUTCDate() !== day || midnight.getUTCMonth() !== month - 1) return 'invalid'
  if (!iso?.[4]) return midnight
  const at = new Date(`${said.slice(0, 10)}T${iso[4]}${iso[5] ?? 'Z'}`)
  return Number.isNaN(at.getTime()) ? 'invalid' : at
}
