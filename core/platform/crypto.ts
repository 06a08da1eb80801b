import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { getSettings } from './env'
import { freshBytes } from './random'

const derived = new Map<string, KeyObject>()

/** One key a purpose, so that a value sealed for one use can never be opened as another. */
function keyFor(purpose: string, from: 'ENCRYPTION_KEY' | 'HASH_KEY'): KeyObject {
  return derive(`${from}:${purpose}`, getSettings()[from], purpose)
}

/** The key before the last rotation (or the one after it, while servers change one by one); undefined without one. */
function previousKeyFor(purpose: string): KeyObject | undefined {
  const secret = getSettings().ENCRYPTION_KEY_PREVIOUS
  return secret === undefined ? undefined : derive(`ENCRYPTION_KEY_PREVIOUS:${purpose}`, secret, purpose)
}

function derive(label: string, secret: string, purpose: string): KeyObject {
  let key = derived.get(label)
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'vinkje', purpose, 32)))
    derived.set(label, key)
  }
  return key
}

/** Seals bytes with AES-256-GCM under `key` (32 bytes). Layout: 12 bytes nonce, 16 bytes tag, ciphertext. */
export function sealWith(key: Buffer | KeyObject, plain: Buffer): Buffer {
  const nonce = freshBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Opens what `sealWith` made. Throws when a single bit was changed or the key is another. */
export function openWith(key: Buffer | KeyObject, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/** Seals bytes under the server's own key, for storage. `purpose` names the column. */
export function sealBytes(purpose: string, plain: Buffer): Buffer {
  return sealWith(keyFor(purpose, 'ENCRYPTION_KEY'), plain)
}

/** Seals a text under the server's own key, for storage. `purpose` names the column. */
export function sealText(purpose: string, plain: string): Buffer {
  return sealBytes(purpose, Buffer.from(plain, 'utf8'))
}

/** Opens what `sealText` made for the same purpose, also under the key before it while keys are being rotated. */
export function openText(purpose: string, sealed: Buffer): string {
  return openBytes(purpose, sealed).toString('utf8')
}

/**
 * Opens what `sealBytes` made for the same purpose. The current key first: after a rotation it is the right one, and the tag
 * tells within microseconds when it is not.
 */
export function openBytes(purpose: string, sealed: Buffer): Buffer {
  const previous = previousKeyFor(purpose)
  if (!previous) return openWith(keyFor(purpose, 'ENCRYPTION_KEY'), sealed)
  return tryOpen(keyFor(purpose, 'ENCRYPTION_KEY'), sealed) ?? openWith(previous, sealed)
}

function tryOpen(key: Buffer | KeyObject, sealed: Buffer): Buffer | undefined {
  try {
    return openWith(key, sealed)
  } catch {
    // A wrong key and a changed byte look the same: whoever asks has another key to try, or says so.
    return undefined
  }
}

/**
 * Seals again under the current key what the previous one had sealed.
 * @returns the new bytes, `current` when nothing is to be done, `unreadable` when neither key opens it
 */
export function resealed(purpose: string, sealed: Buffer): Buffer | 'current' | 'unreadable' {
  const key = keyFor(purpose, 'ENCRYPTION_KEY')
  if (tryOpen(key, sealed)) return 'current'
  const previous = previousKeyFor(purpose)
  const plain = previous && tryOpen(previous, sealed)
  return plain ? sealWith(key, plain) : 'unreadable'
}

/** What data keys are wrapped for. */
export const dataKeyPurpose = 'data-key'

/** A new data key and the same key wrapped under the server's key, for one subscriber's evidence. */
export function newDataKey(): { key: Buffer; wrapped: Buffer } {
  const key = freshBytes(32)
  return { key, wrapped: sealWith(keyFor(dataKeyPurpose, 'ENCRYPTION_KEY'), key) }
}

/** Unwraps a data key of `newDataKey`. */
export function unwrapDataKey(wrapped: Buffer): Buffer {
  return openBytes(dataKeyPurpose, wrapped)
}

/** HMAC-SHA-256 under a key derived from HASH_KEY: equal inputs match, and nobody without the key can guess. */
export function keyedHash(purpose: string, value: string): Buffer {
  return createHmac('sha256', keyFor(purpose, 'HASH_KEY')).update(value, 'utf8').digest()
}

/** Plain SHA-256, for wording and page hashes that anybody may check. */
export function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest()
}
