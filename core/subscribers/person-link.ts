import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../platform/crypto'
import { getSettings } from '../platform/env'

/** What a link is for. A token made for one purpose is worth nothing for another. */
const lifeDays = { preferences: 30, unsubscribe: 365 } as const
export type LinkPurpose = keyof typeof lifeDays

const pattern = /^[A-Za-z0-9_-]{91}$/
const nobody = Buffer.alloc(16)

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

const signature = (purpose: LinkPurpose, body: Buffer) =>
  keyedHash(`person-link:${purpose}`, body.toString('hex')).subarray(0, 16)

export type PersonLink = { brandId: string; subscriberId: string; topicId: string | null; expiresAt: Date }

/**
 * A token that stands for one person: brand, person, topic (where it is about one), until when, and a keyed hash over all of
 * it. Nobody can make one; it says nothing about the person; it is sent to their own phone only. 91 characters.
 */
export function makePersonToken(
  purpose: LinkPurpose,
  about: { brandId: string; subscriberId: string; topicId?: string },
  now: Date,
): string {
  const until = Buffer.alloc(4)
  until.writeUInt32BE(Math.floor(now.getTime() / 1000) + lifeDays[purpose] * 24 * 60 * 60)
  const topic = about.topicId ? bytesOf(about.topicId) : nobody
  const body = Buffer.concat([bytesOf(about.brandId), bytesOf(about.subscriberId), topic, until])
  return Buffer.concat([body, signature(purpose, body)]).toString('base64url')
}

/** What a token stands for; null when we did not make it for this purpose, or when it has run out. */
export function readPersonToken(purpose: LinkPurpose, token: string, now: Date): PersonLink | null {
  if (!pattern.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const body = bytes.subarray(0, 52)
  if (bytes.length !== 68 || !timingSafeEqual(bytes.subarray(52), signature(purpose, body))) return null
  const expiresAt = new Date(body.readUInt32BE(48) * 1000)
  if (expiresAt <= now) return null
  const topic = body.subarray(32, 48)
  return {
    brandId: idOf(body.subarray(0, 16)),
    subscriberId: idOf(body.subarray(16, 32)),
    topicId: topic.equals(nobody) ? null : idOf(topic),
    expiresAt,
  }
}

/** The address of a person's own page, valid for 30 days. Send it to nobody but themselves. */
export const preferenceLink = (about: { brandId: string; subscriberId: string }, now: Date): string =>
  `${getSettings().PUBLIC_URL}/preferences/${makePersonToken('preferences', about, now)}`

/**
 * The address for `List-Unsubscribe` and for the foot of an SMS: one press ends all marketing, or one topic. Valid for a year, for
 * a message may lie unread for long (CASL asks for 60 days).
 */
export const unsubscribeLink = (
  about: { brandId: string; subscriberId: string; topicId?: string },
  now: Date,
): string => `${getSettings().PUBLIC_URL}/unsubscribe/${makePersonToken('unsubscribe', about, now)}`
