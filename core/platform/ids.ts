import { randomInt } from 'node:crypto'
import { freshBytes } from './random'

let lastMs = -1
let counter = 0

/**
 * A UUIDv7 (RFC 9562): sorts by time of making, so new rows land at the end of every index. Ids of one process and one
 * millisecond sort in the order in which they were made (18 bits of counter, RFC 9562 section 6.2, method 1).
 * @param at the instant it stands for; history that is told afterwards passes its own.
 */
export function newId(at: Date = new Date()): string {
  const ms = at.getTime()
  counter = ms === lastMs ? (counter + 1) & 0x3ffff : randomInt(0x20000)
  lastMs = ms
  const bytes = freshBytes(16)
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt16BE(0x7000 | (counter >> 6), 6)
  bytes[8] = 0x80 | (counter & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Crockford base32: no I, L, O or U, so a code survives print, handwriting and the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A random public code of `length` characters, for example `W3N8K`. */
export function newCode(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(32)]).join('')
}

/** Reads a code as people type it: any case, spaces and dashes, O for 0, I or L for 1. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}
