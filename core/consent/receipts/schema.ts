import { z } from 'zod'

// What a receipt consists of, as far as it can be checked. Everything else in it is for reading.

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

const sealSchema = z.object({
  v: z.literal(1),
  brandId: z.uuid(),
  position: z.number().int().min(0),
  kind: z.enum(['start', 'adopted', 'recorded']),
  previousHash: hex32,
  root: hex32,
  size: z.number().int().min(0).max(1_000_000),
  firstSeq: z.number().int(),
  lastSeq: z.number().int(),
  sealedAt: z.iso.datetime(),
})

/** How an event lies in its seal: its place, the hashes beside the way up (RFC 9162), the seal and its hash. */
export const proofSchema = z.object({
  leafIndex: z.number().int().min(0),
  path: z.array(hex32).max(40),
  seal: sealSchema,
  sealHash: hex32,
})
export type InclusionProof = z.infer<typeof proofSchema>

/** The event itself, as it was sealed: every column of its row. */
const leafSchema = z.looseObject({
  v: z.literal(1),
  id: z.uuid(),
  brandId: z.uuid(),
  kind: z.string(),
  evidenceCommitment: hex32,
  shownHash: hex32.optional(),
  wordingId: z.uuid().optional(),
})

export const receiptEventSchema = z.looseObject({
  leaf: leafSchema,
  /** Null while the event waits for its seal, a few seconds. */
  proof: proofSchema.nullable(),
  wording: z.looseObject({ text: z.string().max(10_000), hash: hex32 }).nullish(),
  /** The documents of the page, where the receipt holds them. */
  documents: z
    .object({ form: z.string(), confirm: z.string(), done: z.string(), asked: z.string().optional() })
    .nullish(),
  /** The evidence as it was sealed, with its salt, where the receipt holds it. */
  evidence: z.object({ salt: hex32, json: z.string().max(100_000) }).nullish(),
})

export const receiptSchema = z.looseObject({
  consentReceiptID: z.string().max(100),
  events: z.array(receiptEventSchema).min(1).max(2000),
})
export type CheckableReceipt = z.infer<typeof receiptSchema>
