/** Something that was found by its name, and how to get there. Safe in a browser. */

export type FoundThing = {
  kind: 'person' | 'page' | 'code' | 'campaign' | 'template' | 'segment'
  id: string
  name: string
  /** A second mark to know it by: a person's masked number. */
  note?: string
}

const places: Record<FoundThing['kind'], string> = {
  person: 'subscribers',
  page: 'landing-pages',
  code: 'qr-codes',
  campaign: 'campaigns',
  template: 'templates',
  segment: 'segments',
}

/** Where a found thing is, inside the brand. */
export const pathTo = ({ kind, id }: Pick<FoundThing, 'kind' | 'id'>): string => `/${places[kind]}/${id}`

/** Whether every word of `text` begins a word of `name`, accents and capitals apart: `n cam` means `New campaign`. */
export function matchesWords(name: string, text: string): boolean {
  const plain = (value: string) =>
    value
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, '')
  const words = plain(name).split(/[^\p{L}\p{N}]+/u)
  return plain(text)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}
