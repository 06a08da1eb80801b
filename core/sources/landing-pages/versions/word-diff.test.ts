import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffWords } from './word-diff'

test('what went and what came, word by word', () => {
  expect(diffWords('Meld je aan en krijg 10 % korting', 'Meld je aan en krijg 15 % korting vandaag')).toEqual(
    [
      { kind: 'same', text: 'Meld je aan en krijg ' },
      { kind: 'out', text: '10 ' },
      { kind: 'in', text: '15 ' },
      { kind: 'same', text: '% ' },
      { kind: 'out', text: 'korting' },
      { kind: 'in', text: 'korting vandaag' },
    ],
  )
  expect(diffWords('', 'nieuw')).toEqual([{ kind: 'in', text: 'nieuw' }])
  expect(diffWords('zelfde', 'zelfde')).toEqual([{ kind: 'same', text: 'zelfde' }])
})

test('each side can be read back whole', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'stop', 'STOP'), { maxLength: 12 })
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stretches = diffWords(before, after)
      const without = (kind: string) =>
        stretches
          .filter((stretch) => stretch.kind !== kind)
          .map((stretch) => stretch.text)
          .join('')
      expect([without('in'), without('out')]).toEqual([before, after])
    }),
  )
})
