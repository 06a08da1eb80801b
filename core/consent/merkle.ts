import { hash } from 'node:crypto'

// The Merkle tree of RFC 9162, section 2.1: leaves are hashed with 0x00 before them (leaf.ts), nodes with 0x01.

const pair = Buffer.alloc(65)
pair[0] = 1

/** SHA-256 over 0x01, left and right. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1)
  right.copy(pair, 33)
  return hash('sha256', pair, 'buffer')
}

const emptyRoot = (): Buffer => hash('sha256', '', 'buffer')

/** One level up. An odd last one goes up as it is, which gives the tree of the RFC. */
function above(level: readonly Buffer[]): Buffer[] {
  const next: Buffer[] = []
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i] as Buffer, level[i + 1]]
    next.push(right ? nodeHash(left, right) : left)
  }
  return next
}

/** The root over leaf hashes; of none, the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves
  while (level.length > 1) level = above(level)
  return level[0] ?? emptyRoot()
}

/** The hashes beside the way from a leaf to the root, from below (RFC 9162, 2.1.3.1). */
export function inclusionPath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (index < 0 || index >= leaves.length) throw new RangeError('no such leaf')
  const path: Buffer[] = []
  let level = leaves
  for (let at = index; level.length > 1; at >>= 1, level = above(level)) {
    const sibling = level[at ^ 1]
    if (sibling) path.push(sibling)
  }
  return path
}

/** The root that a leaf and its path lead to, or null when the path cannot belong to that place (RFC 9162, 2.1.3.2). */
export function rootFromPath(
  leaf: Buffer,
  place: { index: number; size: number },
  path: readonly Buffer[],
): Buffer | null {
  let [at, last] = [place.index, place.size - 1]
  if (at < 0 || at > last) return null
  let root = leaf
  for (const beside of path) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      root = nodeHash(beside, root)
      while (at % 2 === 0 && at !== 0) {
        at >>= 1
        last >>= 1
      }
    } else {
      root = nodeHash(root, beside)
    }
    at >>= 1
    last >>= 1
  }
  return last === 0 ? root : null
}
