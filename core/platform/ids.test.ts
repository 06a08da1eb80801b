import { describe, expect, it } from 'vitest'
import { newCode, newId, normaliseCode } from './ids'

describe('ids', () => {
  it('sort in the order in which they were made, also within one millisecond', () => {
    const at = new Date('2026-11-23T09:00:00Z')
    const made = Array.from({ length: 5_000 }, () => newId(at))
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('carry their instant', () => {
    const at = new Date('2026-11-23T09:00:00.123Z')
    expect(Number.parseInt(newId(at).replaceAll('-', '').slice(0, 12), 16)).toBe(at.getTime())
  })
})

describe('public codes', () => {
  it('are read back however they are typed', () => {
    const code = newCode(5)
    expect(normaliseCode(` ${code.slice(0, 2).toLowerCase()}-${code.slice(2)} `)).toBe(code)
    expect(normaliseCode('oil0l')).toBe('01101')
  })
})
