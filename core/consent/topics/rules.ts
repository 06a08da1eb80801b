import type { LocalText } from '@/db/schema/consent'
import type { TopicCategory } from '@/db/states'

export type Promised = {
  name: LocalText
  description: LocalText
  category: TopicCategory
  maxPerMonth: number | null
}

/**
 * What a change means for those who said yes to what stood there before:
 * - `more-often`: they were promised fewer; each keeps that promise until they agree to the new one.
 * - `fewer`: holds for everybody at once.
 * - `other-words`: pages show the new words once they are published again.
 */
export type Consequence = 'more-often' | 'fewer' | 'other-words'

const often = (max: number | null) => max ?? Number.POSITIVE_INFINITY

const isSameText = (a: LocalText, b: LocalText): boolean =>
  (['nl', 'en', 'de', 'fr'] as const).every((language) => (a[language] ?? '') === (b[language] ?? ''))

/** The consequences of a change, the gravest first; none where nothing changes that anybody was told. */
export function consequencesOf(before: Promised, after: Promised): Consequence[] {
  const found: Consequence[] = []
  if (often(after.maxPerMonth) > often(before.maxPerMonth)) found.push('more-often')
  if (often(after.maxPerMonth) < often(before.maxPerMonth)) found.push('fewer')
  if (!isSameText(before.name, after.name) || !isSameText(before.description, after.description))
    found.push('other-words')
  return found
}

/** The word of a topic in buttons and addresses, `nieuwe-fietsen`: made once from its name, and never changed. */
export function keyOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
  // A payload of a stop button knows `marketing` as all marketing.
  const base = plain === '' || plain === 'marketing' ? `${plain || 'onderwerp'}-1` : plain
  let key = base
  for (let n = 2; taken.includes(key); n += 1) key = `${base}-${n}`
  return key
}
