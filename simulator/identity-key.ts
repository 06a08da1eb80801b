import { createHash } from 'node:crypto'

/** Hash of the key of somebody's WhatsApp account, which is another one after the number went to somebody else. */
export const identityKeyHash = (number: string): string =>
  createHash('sha256').update(`identity key of ${number}`).digest('base64').slice(0, 12)
