import { randomBytes, randomInt } from 'node:crypto'

/**
 * A UUIDv7 (RFC 9562): sorts by time of making, so new rows land at the end of every index.
 * @param at the instant it stands for; history that is told afterwards passes its own.
 */
export function newId(at: Date = new Date()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
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
