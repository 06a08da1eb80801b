import { hash } from 'node:crypto'
import type { ledgerSeals, SealKind } from '@/db/schema/ledger'
import { keyedHash } from '../platform/crypto'
import { canonicalJson } from './canonical'

export type Seal = typeof ledgerSeals.$inferSelect

/** What a seal says, in hex where it is bytes: the form in which it stands in a receipt. */
export type SealStatement = {
  v: 1
  brandId: string
  position: number
  kind: SealKind
  previousHash: string
  root: string
  size: number
  firstSeq: number
  lastSeq: number
  sealedAt: string
}

/** Before the first seal there is none: 32 zero bytes. */
export const noSeal = (): Buffer => Buffer.alloc(32)

export const sealStatement = (seal: Omit<Seal, 'hash' | 'mac' | 'leaves'>): SealStatement => ({
  v: 1,
  brandId: seal.brandId,
  position: seal.position,
  kind: seal.kind,
  previousHash: seal.previousHash.toString('hex'),
  root: seal.root.toString('hex'),
  size: seal.size,
  firstSeq: seal.firstSeq,
  lastSeq: seal.lastSeq,
  sealedAt: seal.sealedAt.toISOString(),
})

/** SHA-256 over 0x02 and the canonical JSON of the statement, so that it can be no leaf and no node. */
export const sealHash = (statement: SealStatement): Buffer =>
  hash('sha256', `\u0002${canonicalJson(statement)}`, 'buffer')

/** The server's own word for a seal: whoever can write to the database alone cannot make it. */
export const sealMac = (sealed: Buffer): Buffer => keyedHash('ledger-seal', sealed.toString('hex'))

/** The 16 bytes of a UUID, and back. */
export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
export function idText(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const leafBytes = 48

/** What stands in `leaves`: which event, and its leaf hash. */
export function readLeaves(leaves: Buffer): { id: string; hash: Buffer }[] {
  const read: { id: string; hash: Buffer }[] = []
  for (let at = 0; at + leafBytes <= leaves.length; at += leafBytes) {
    read.push({ id: idText(leaves.subarray(at, at + 16)), hash: leaves.subarray(at + 16, at + leafBytes) })
  }
  return read
}
