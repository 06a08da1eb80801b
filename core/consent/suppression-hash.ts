import { keyedHash } from '../platform/crypto'

/**
 * What the suppression list keeps of a number (or of WhatsApp's id, for who hides the number): an HMAC under a key of the server, different for each brand, so that two
 * brands' lists cannot be laid side by side. The same number always gives the same 32 bytes.
 */
export const suppressionHash = (brandId: string, identity: string): Buffer =>
  keyedHash('suppressions.phone', `${brandId}:${identity}`)
