import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessMapping } from './columns'
import { guessDayFirst, readDate } from './dates'
import { type RowRules, readRow } from './read-row'

const none = { number: -1, name: -1, language: -1, consentAt: -1, consentSource: -1, consent: -1, tags: -1 }
const now = new Date('2026-11-25T10:00:00Z')
const rules: RowRules = {
  mapping: { ...none, number: 0, name: 1, consentAt: 2, attributes: [] },
  defaultCountry: 'NL',
  dayFirst: true,
  hasEvidence: true,
  consentAt: null,
  now,
}
const fallback = new Date('2026-01-02T00:00:00Z')

test.each([
  '0612345678',
  '06-12345678',
  '06 12 34 56 78',
  '+31612345678',
  '+31 (0)6 12345678',
  '0031 6 12345678',
  '31612345678',
  '612345678',
  "'+31612345678",
  'tel:+31-6-1234-5678',
  'whatsapp:+31612345678',
  '＋３１６１２３４５６７８',
])('one number in many notations is one number: %s', (written) => {
  expect(readRow([written, '', '2026-01-02'], rules)).toMatchObject({
    phoneE164: '+31612345678',
    country: 'NL',
  })
})

test.each([
  ['', 'number-missing'],
  ['  ', 'number-missing'],
  ['12', 'number-invalid'],
  ['geen', 'number-invalid'],
  ['+31 6 123', 'number-invalid'],
  ['3,16123E+10', 'number-shortened'],
  ['3.16E+10', 'number-shortened'],
])('a number that cannot be read is told, and why: "%s"', (written, problem) => {
  expect(readRow([written, 'Jan', '2026-01-02'], rules)).toBe(problem)
})

test.each([
  ['2026-01-02', rules, null],
  ['', rules, 'consent-date-missing'],
  ['', { ...rules, consentAt: fallback }, null],
  ['vorige week', rules, 'consent-date-unreadable'],
  ['31-02-2026', rules, 'consent-date-unreadable'],
  ['01-01-1970', rules, 'consent-date-unreadable'],
  ['01-01-2030', rules, 'consent-date-ahead'],
  ['2026-01-02', { ...rules, hasEvidence: false }, 'no-evidence'],
] as const)('without a date that can be read there is no consent: "%s"', (date, given, problem) => {
  expect(readRow(['0612345678', '', date], given)).toMatchObject({
    problem,
    consentAt: problem ? null : fallback,
  })
})

test.each(['nee', 'No', 'FALSE', '0', ''])(
  'who is marked as not having agreed has no consent: "%s"',
  (said) => {
    const withColumn = { ...rules, mapping: { ...rules.mapping, consent: 3 } }
    expect(readRow(['0612345678', '', '2026-01-02', said], withColumn)).toMatchObject({
      problem: 'consent-refused',
      consentAt: null,
    })
    expect(readRow(['0612345678', '', '2026-01-02', 'ja'], withColumn)).toMatchObject({ problem: null })
  },
)

test.each([
  ['  Zoë   van\tDam ', 'Zoë van Dam'],
  ['محمد', 'محمد'],
  ['👩‍🚀 Anna', '👩‍🚀 Anna'],
  ['\u202Egnp.exe', 'gnp.exe'],
])('names of any script come in whole, without what turns text round', (written, name) => {
  expect(readRow(['0612345678', written, '2026-01-02'], rules)).toMatchObject({ name })
})

test('no text whatever makes the reader fail', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (cells) => {
      const read = readRow(cells, { ...rules, mapping: { ...rules.mapping, tags: 3, language: 4 } })
      if (typeof read === 'string') return
      expect(read.phoneE164).toMatch(/^\+[1-9]\d{5,14}$/)
      expect(read.problem === null).toBe(read.consentAt !== null)
    }),
  )
})

test.each([
  ['2025-12-31', '2025-12-31T00:00:00.000Z'],
  ['2025-12-31T14:05:00+01:00', '2025-12-31T13:05:00.000Z'],
  ['31-12-2025', '2025-12-31T00:00:00.000Z'],
  ['31/12/25 14:05', '2025-12-31T14:05:00.000Z'],
  ['1.2.2025', '2025-02-01T00:00:00.000Z'],
])('a date is read as Europe writes it: %s', (written, instant) => {
  expect((readDate(written, true) as Date).toISOString()).toBe(instant)
})

test('which comes first, day or month, is told by the first date that says so', () => {
  expect(guessDayFirst(['01-02-2025', '13-02-2025'])).toBe(true)
  expect(guessDayFirst(['01/02/2025', '02/13/2025'])).toBe(false)
  expect(guessDayFirst(['01-02-2025'])).toBeUndefined()
})

test.each([
  [['Voornaam', 'Mobiel nummer', 'Datum toestemming'], { name: 0, number: 1, consentAt: 2 }],
  [['phone', 'first_name', 'opted_in_at', 'source'], { number: 0, name: 1, consentAt: 2, consentSource: 3 }],
  [['Handynummer', 'Vorname', 'Sprache', 'Einwilligung'], { number: 0, name: 1, language: 2, consent: 3 }],
  [['WhatsApp', 'Taal', 'Tags', 'opt-in'], { number: 0, language: 1, tags: 2, consent: 3 }],
] as const)('columns are guessed from their names: %j', (header, guess) => {
  expect(guessMapping(header, [])).toMatchObject(guess)
})

test('a column of numbers is found by what stands in it', () => {
  const rows = [
    ['Jan', '1907', '06-12345678'],
    ['Piet', '1912', '+31 6 87654321'],
  ]
  expect(guessMapping(['A', 'B', 'C'], rows).number).toBe(2)
})
