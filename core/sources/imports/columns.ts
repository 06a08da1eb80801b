import type { ImportMapping } from '@/db/schema/imports'
import { plainHeader } from './rules'

type Field = Exclude<keyof ImportMapping, 'attributes'>

/** Headers as people and other systems write them, in Dutch, English, German and French. */
const names: Record<Field, RegExp> = {
  number:
    /^(whats ?app|gsm|mobiel|mobile|mobil|handy|portable|tel|telefoon|telephone|telefon|phone|number|nummer|numero|06|msisdn)|(telefoon|phone|mobiel|whatsapp|mobile|gsm)( ?(nummer|number|nr|no))?$/,
  name: /^(naam|name|voornaam|first ?name|vorname|prenom|nom|full ?name|volledige naam|klant|contact)$/,
  language: /^(taal|language|lang|sprache|langue|locale)$/,
  consentAt:
    /(datum|date|moment|tijdstip|\bat|\bop|le)\b.*(toestemming|consent|opt(?:ed)? ?in|inschrijving|aanmelding|signed|subscribed)|(toestemming|consent|opt(?:ed)? ?in|inschrijf|aanmeld|einwilligung|consentement|subscribed|signup|sign up).*(datum|date|moment|at|op|am|le)$/,
  consentSource: /^(bron|source|herkomst|quelle|kanaal|channel|origin|via)$/,
  consent: /^(toestemming|consent|opt(?:ed)? ?in|einwilligung|consentement|marketing|akkoord|subscribed)$/,
  tags: /^(tags?|labels?|groep|groups?|segment)$/,
}

const looksLikeNumber = (cell: string) =>
  /^[+(]?[\d\s().\-/]{8,20}$/.test(cell.trim()) && /\d{8,}/.test(cell.replace(/\D/g, ''))

/**
 * A first guess at which column holds what, from the headers; the number also from what stands below them. What is
 * left over with a header becomes a field of the brand's own.
 */
export function guessMapping(header: readonly string[], rows: readonly (readonly string[])[]): ImportMapping {
  const taken = new Set<number>()
  const find = (field: Field) => {
    const at = header.findIndex((name, index) => !taken.has(index) && names[field].test(plainHeader(name)))
    if (at >= 0) taken.add(at)
    return at
  }
  const mapping = {
    consentAt: find('consentAt'),
    number: find('number'),
    name: find('name'),
    language: find('language'),
    consentSource: find('consentSource'),
    consent: find('consent'),
    tags: find('tags'),
  }
  if (mapping.number < 0) {
    const share = (column: number) =>
      rows.filter((row) => looksLikeNumber(row[column] ?? '')).length / Math.max(1, rows.length)
    mapping.number = header.findIndex((_, index) => !taken.has(index) && share(index) > 0.5)
  }
  return { ...mapping, attributes: [] }
}
