import { describe, expect, it } from 'vitest'
import { isUnitedStates, withheld } from './marketing-limits'

const from = (business: string, person: string, change: object = {}) =>
  withheld({
    business,
    person,
    seed: 1,
    windowOpen: false,
    receivedToday: () => 2,
    experimentShare: 0,
    ...change,
  })

describe('marketing that is withheld', () => {
  it.each([
    ['Brazil to Brazil, enough today', '5511912345678', '5511912345679', {}, 131049],
    [
      'Brazil to Brazil, little today',
      '5511912345678',
      '5511912345679',
      { receivedToday: () => 1 },
      undefined,
    ],
    ['Brazil to Brazil in the window', '5511912345678', '5511912345679', { windowOpen: true }, undefined],
    ['a Dutch business', '31201234567', '5511912345679', {}, undefined],
    ['a person in the Netherlands', '5511912345678', '31612345678', {}, undefined],
    ['a person in the United Kingdom', '5511912345678', '447700900123', {}, undefined],
    ['a person in Japan', '5511912345678', '819012345678', {}, undefined],
    ['a person in South Korea', '5511912345678', '821012345678', {}, undefined],
    ['a person in Ireland', '5511912345678', '353851234567', {}, undefined],
    ['a person in New York', '31201234567', '12125550123', { receivedToday: () => 0 }, 131049],
    ['a person in New York in the window', '31201234567', '12125550123', { windowOpen: true }, 131049],
    ['a person in Toronto', '31201234567', '14165550123', { receivedToday: () => 0 }, undefined],
    ['a person in the experiment', '31201234567', '31612345678', { experimentShare: 1 }, 130472],
    [
      'one of the experiment in the window',
      '31201234567',
      '31612345678',
      { experimentShare: 1, windowOpen: true },
      undefined,
    ],
  ])('%s', (_what, business, person, change, code) => {
    expect(from(business, person, change)).toBe(code)
  })

  it('knows the United States from the rest of +1', () => {
    expect(['12125550123', '14165550123', '18765550123', '31612345678'].map(isUnitedStates)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
