import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical'
import { sealEvidence, verifyEvidence } from './evidence'

const key = randomBytes(32)
const someEvidence = fc.dictionary(fc.string(), fc.jsonValue())

describe('sealed evidence', () => {
  it('opens as what was sealed, and matches its commitment', () => {
    fc.assert(
      fc.property(someEvidence, (evidence) => {
        const { sealed, commitment } = sealEvidence(key, evidence)
        const opened = verifyEvidence(key, sealed, commitment)
        expect(opened?.intact).toBe(true)
        expect(canonicalJson(opened?.evidence)).toBe(canonicalJson(evidence))
      }),
    )
  })

  it('shows it when a single bit of the envelope was changed', () => {
    const { sealed, commitment } = sealEvidence(key, { ip: '84.24.1.2' })
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(verifyEvidence(key, changed, commitment)).toBeNull()
      }),
    )
  })

  it('shows it when another envelope was put in its place', () => {
    const { commitment } = sealEvidence(key, { ip: '84.24.1.2' })
    const other = sealEvidence(key, { ip: '84.24.1.3' })
    expect(verifyEvidence(key, other.sealed, commitment)?.intact).toBe(false)
  })

  it('tells nothing by its commitment: the same evidence commits differently each time', () => {
    expect(sealEvidence(key, { a: 1 }).commitment).not.toEqual(sealEvidence(key, { a: 1 }).commitment)
  })

  it('cannot be opened with another key', () => {
    const { sealed, commitment } = sealEvidence(key, { a: 1 })
    expect(verifyEvidence(randomBytes(32), sealed, commitment)).toBeNull()
  })

  it('writes one spelling for equal values', () => {
    expect(canonicalJson({ b: [1, { d: undefined, c: null }], a: 'é"' })).toBe(
      '{"a":"é\\"","b":[1,{"c":null}]}',
    )
  })
})
