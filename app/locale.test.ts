import { expect, test } from 'vitest'
import { preferredLocale } from './locale'

test.each([
  [null, 'nl'],
  ['', 'nl'],
  ['fr-FR,fr;q=0.9', 'nl'],
  ['en-US,en;q=0.9', 'en'],
  ['nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
  ['de;q=0.9,nl;q=0.2,en;q=0.5', 'en'],
  ['en;q=0,nl;q=0.1', 'nl'],
])('a browser that asks for %j reads %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})
