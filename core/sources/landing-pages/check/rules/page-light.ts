import type { Rule } from '../rule'
import { sources } from '../sources'

/** What a phone with poor reception gets in under a second. */
export const mostBytes = 15_000

export const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10

/** The page as it is sent, without pictures, is small. */
export const pageLight: Rule<'page-light'> = {
  name: 'page-light',
  level: 'should',
  source: sources.wcag,
  check: ({ pages }) =>
    pages
      .filter(({ bytes }) => bytes >= mostBytes)
      .map(({ language, bytes }) => ({ language, params: { kilobytes: kilobytes(bytes) } })),
}
