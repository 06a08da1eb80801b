import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../../platform/crypto'

const pattern = /^[A-Za-z0-9_-]{55}$/

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
const signature = (body: Buffer) => keyedHash('message-link', body.toString('hex')).subarray(0, 8)

/** One button under one message. */
export type MessageLink = { brandId: string; messageId: string; button: number }

/**
 * What stands at the end of a link under a message, as WhatsApp fills it in: 55 characters that name the message and the
 * button, with a keyed hash. Says nothing of the person and nothing of where it leads: that is asked of the campaign.
 */
export function makeLinkToken({ brandId, messageId, button }: MessageLink): string {
  const body = Buffer.concat([bytesOf(brandId), bytesOf(messageId), Buffer.from([button])])
  return Buffer.concat([body, signature(body)]).toString('base64url')
}

/** The button a token stands for; null when we did not make it. */
export function readLinkToken(token: string): MessageLink | null {
  if (!pattern.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const body = bytes.subarray(0, 33)
  if (bytes.length !== 41 || !timingSafeEqual(bytes.subarray(33), signature(body))) return null
  return {
    brandId: idOf(body.subarray(0, 16)),
    messageId: idOf(body.subarray(16, 32)),
    button: body.readUInt8(32),
  }
}
