import { z } from 'zod'
import { type ImportState, locales, type RowOutcome, type RowProblem } from '@/db/states'

/** What one file may weigh: 200 MB, more than a million rows. */
export const maxFileBytes = 200 * 1024 * 1024
/** Files go up in parts, so that a slow or broken line loses one part only. In bytes. */
export const partBytes = 2 * 1024 * 1024
export const maxProofBytes = 5 * 1024 * 1024

export const startUploadSchema = z.object({
  fileName: z.string().trim().min(1).max(255),
  byteSize: z.number().int().min(1, 'file-empty').max(maxFileBytes, 'file-too-large'),
})

const column = z.number().int().min(-1).max(499)

export const mappingSchema = z.object({
  number: column,
  name: column,
  language: column,
  consentAt: column,
  consentSource: column,
  consent: column,
  tags: column,
  attributes: z
    .array(z.object({ key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), column }))
    .max(20)
    .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, 'invalid-input'),
})

export const evidenceSchema = z.object({
  topicIds: z.array(z.uuid()).min(1, 'topics-missing'),
  source: z.string().trim().min(3, 'evidence-source-missing').max(200),
  consentAt: z.iso.datetime({ offset: true }).nullable(),
  wording: z.string().trim().min(10, 'evidence-wording-missing').max(4000),
  language: z.enum(locales),
  declared: z.literal(true, 'declaration-missing'),
})

export const planSchema = z.object({
  importId: z.uuid(),
  mapping: mappingSchema.refine(({ number }) => number >= 0, {
    path: ['number'],
    message: 'number-column-missing',
  }),
  defaultCountry: z.string().regex(/^[A-Z]{2}$/),
  dayFirst: z.boolean(),
  /** Null: nothing shows that these people asked for it. They come in, and nobody can message them. */
  evidence: evidenceSchema.nullable(),
})
export type PlanInput = z.input<typeof planSchema>

/** One import as screens show it. */
export type ImportView = {
  id: string
  state: ImportState
  fileName: string
  byteSize: number
  receivedBytes: number
  rowsRead: number
  rowsApplied: number
  rows: number
  outcomes: Partial<Record<RowOutcome, number>>
  problem: string | null
  staffName: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

export type RowToMend = {
  rowNumber: number
  outcome: RowOutcome
  problem: RowProblem
  cells: string[]
}
