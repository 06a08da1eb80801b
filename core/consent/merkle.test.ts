import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inclusionPath, merkleRoot, rootFromPath } from './merkle'

const sha = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaf = (n: number) => sha('\0', `leaf ${n}`)

/** The definition of RFC 9162, 2.1.1, word for word: split at the largest power of two below n. */
function byDefinition(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha('')
  if (leaves.length === 1) return leaves[0] as Buffer
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha('\u0001', byDefinition(leaves.slice(0, k)), byDefinition(leaves.slice(k)))
}

test('the root is the one of RFC 9162, for every size', () => {
  for (let size = 0; size <= 70; size++) {
    const leaves = Array.from({ length: size }, (_, n) => leaf(n))
    expect(merkleRoot(leaves)).toEqual(byDefinition(leaves))
  }
})

const tree = fc
  .integer({ min: 1, max: 300 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }))

test('every leaf has a path to its root, and no other leaf or place passes with it', () => {
  fc.assert(
    fc.property(tree, fc.nat(400), ({ size, index }, other) => {
      const leaves = Array.from({ length: size }, (_, n) => leaf(n))
      const root = merkleRoot(leaves)
      const path = inclusionPath(leaves, index)
      expect(rootFromPath(leaf(index), { index, size }, path)).toEqual(root)
      expect(rootFromPath(leaf(size + 1), { index, size }, path)?.equals(root) ?? false).toBe(false)
      if (other !== index && other < size) {
        expect(rootFromPath(leaf(index), { index: other, size }, path)?.equals(root) ?? false).toBe(false)
      }
      expect(rootFromPath(leaf(index), { index, size }, [...path, root])?.equals(root) ?? false).toBe(false)
    }),
  )
})
