import { timingSafeEqual } from 'node:crypto'
import type { SideChannel } from '@/db/states'
import { keyedHash } from '../../platform/crypto'
import { getSettings } from '../../platform/env'

/** What is kept of an address, and compared: different for each brand and channel, and the same for the same address. */
export const addressHash = (brandId: string, channel: SideChannel, address: string): Buffer =>
  keyedHash('invitations.address', `${brandId}:${channel}:${address}`)

const hexOf = (id: string) => id.replaceAll('-', '')
const idOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
const signature = (brandHex: string, messageHex: string) =>
  keyedHash('invitations.refusal', `${brandHex}:${messageHex}`).subarray(0, 12)

/** Where whoever got this message ends invitations. It says nothing about them, holds for ever, and nobody can make one. */
export function refusalLink(brandId: string, messageId: string): string {
  const [brand, message] = [hexOf(brandId), hexOf(messageId)]
  const bytes = Buffer.concat([Buffer.from(brand + message, 'hex'), signature(brand, message)])
  return `${getSettings().PUBLIC_URL}/uninvite/${bytes.toString('base64url')}`
}

/** Which message a link came with; null for one that we did not make. */
export function readRefusalToken(token: string): { brandId: string; messageId: string } | null {
  if (!/^[A-Za-z0-9_-]{59}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const [brand, message] = [bytes.toString('hex', 0, 16), bytes.toString('hex', 16, 32)]
  if (bytes.length !== 44 || !timingSafeEqual(bytes.subarray(32), signature(brand, message))) return null
  return { brandId: idOf(brand), messageId: idOf(message) }
}
