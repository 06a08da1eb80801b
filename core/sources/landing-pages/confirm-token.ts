import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../../platform/crypto'

/** How long the page with the code can be opened: longer than the code lives, so that it can say that it expired. */
const lifeMs = 7 * 24 * 60 * 60 * 1000
const pattern = /^[A-Za-z0-9_-]{48}$/

const signature = (body: Buffer, slug: string) =>
  keyedHash('confirm-page', `${slug}:${body.toString('hex')}`).subarray(0, 16)

/**
 * The address of one sign-up's confirmation page: the sign-up's id, until when, and a keyed hash over both and the
 * page. Nobody can make one, and it says nothing about the person. 48 characters.
 */
export function makeConfirmToken(signUpId: string, slug: string, now: Date): string {
  const body = Buffer.alloc(20)
  Buffer.from(signUpId.replaceAll('-', ''), 'hex').copy(body)
  body.writeUInt32BE(Math.floor((now.getTime() + lifeMs) / 1000), 16)
  return Buffer.concat([body, signature(body, slug)]).toString('base64url')
}

/** The sign-up that a token stands for; `invalid` when it was not made by us for this page. */
export function readConfirmToken(
  token: string,
  slug: string,
  now: Date,
): { signUpId: string } | 'invalid' | 'expired' {
  if (!pattern.test(token)) return 'invalid'
  const bytes = Buffer.from(token, 'base64url')
  const body = bytes.subarray(0, 20)
  if (!timingSafeEqual(bytes.subarray(20), signature(body, slug))) return 'invalid'
  if (body.readUInt32BE(16) * 1000 < now.getTime()) return 'expired'
  const hex = body.subarray(0, 16).toString('hex')
  const signUpId = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
  return { signUpId }
}
