import { expect, it } from 'vitest'
import { pushinessOf } from './fit'

it.each([
  ['a calm offer', 'Hoi Sanne, laat nu je fiets nakijken voor € 46. Plan je beurt voor zaterdag.', 0],
  ['an order update', 'Hoi Noor, je fiets is klaar. De rekening is € 46,00.', 0],
  ['one exclamation mark', 'Tot zaterdag!', 0],
  ['capitals', 'Hoi Daan, ALLES moet weg.', 0.2],
  ['hurry', 'Hurry, last chance for your size.', 0.4],
  ['half the price', 'Hoi Daan, vandaag 60% korting.', 0.2],
])('%s', (_what, body, pushiness) => {
  expect(pushinessOf({ body })).toBeCloseTo(pushiness)
})

it('reads header and footer as well and never leaves the scale', () => {
  expect(
    pushinessOf({
      header: { kind: 'text', text: 'UITVERKOOP' },
      body: 'ALLES MOET WEG!!! Alleen nu, op is op! 80% korting 🔥🔥🔥🔥🔥',
      footer: 'Wees er snel bij',
    }),
  ).toBe(1)
})
