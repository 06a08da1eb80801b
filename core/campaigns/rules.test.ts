import { describe, expect, it } from 'vitest'
import { variablesFor } from './rules'

const greeting = {
  '1': { from: 'name' as const, fallback: 'daar' },
  '2': { from: 'text' as const, text: 'morgen' },
}

describe('what stands in the gaps of a message', () => {
  it.each([
    ['Sanne de Wit', 'Sanne'],
    ['  Youssef El Amrani ', 'Youssef'],
    ['Jan-Willem', 'Jan-Willem'],
    ['J. de Boer', 'J. de Boer'],
    ['王 伟', '王 伟'],
    ['   ', 'daar'],
    [null, 'daar'],
  ])('greets %j as %j', (name, said) => {
    expect(variablesFor(greeting, { name })).toEqual({ '1': said, '2': 'morgen' })
  })
})
