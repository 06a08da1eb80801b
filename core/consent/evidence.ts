import { openWith, sealWith, sha256 } from '../platform/crypto'
import { freshBytes } from '../platform/random'
import { canonicalJson } from './canonical'

/** What goes into an envelope: anything JSON can say. Undefined members are left out, dates become ISO texts. */
export type Evidence = Record<string, unknown>

/** SHA-256 over salt and canonical JSON. */
export const commit = (salt: Buffer, json: string): Buffer =>
  sha256(Buffer.concat([salt, Buffer.from(json, 'utf8')]))

/**
 * Seals evidence under a person's key. The commitment is SHA-256 over salt and canonical JSON: it can stand in the
 * open ledger, because without the salt, which lies in the envelope, nobody can try values against it.
 */
export function sealEvidence(key: Buffer, evidence: Evidence): { sealed: Buffer; commitment: Buffer } {
  const salt = freshBytes(32)
  const json = canonicalJson(evidence)
  return {
    sealed: sealWith(key, Buffer.concat([salt, Buffer.from(json, 'utf8')])),
    commitment: commit(salt, json),
  }
}

export type OpenedEvidence = {
  evidence: Evidence
  /** Whether it is what the ledger committed to when the event was recorded. */
  intact: boolean
}

/** What lies in an envelope: the salt and the canonical JSON. Null when it cannot be opened: another key, or damaged. */
export function openEvidence(key: Buffer, sealed: Buffer): { salt: Buffer; json: string } | null {
  let opened: Buffer
  try {
    opened = openWith(key, sealed)
  } catch {
    // GCM says no more than this either: the bytes are not what was sealed under this key.
    return null
  }
  return { salt: opened.subarray(0, 32), json: opened.subarray(32).toString('utf8') }
}

/** Opens an envelope and holds it against the commitment. Null when it cannot be opened. */
export function verifyEvidence(key: Buffer, sealed: Buffer, commitment: Buffer): OpenedEvidence | null {
  const opened = openEvidence(key, sealed)
  if (!opened) return null
  return {
    evidence: JSON.parse(opened.json) as Evidence,
    intact: commit(opened.salt, opened.json).equals(commitment),
  }
}
