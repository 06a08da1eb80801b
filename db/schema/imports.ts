import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ImportState, RowOutcome, RowProblem } from '../states'
import { brandId, brandOfParent, bytes, instant } from './columns'

/** Which column of the file holds what; columns are counted from 0, and -1 stands for none. */
export type ImportMapping = {
  number: number
  name: number
  language: number
  consentAt: number
  consentSource: number
  consent: number
  tags: number
  /** Own fields: the key by which the brand knows it, and its column. */
  attributes: { key: string; column: number }[]
}

/** What the importing person says about the consent of the people in the file. */
export type ImportEvidence = {
  topicIds: string[]
  source: string
  /** For rows without a date of their own. ISO, with offset. */
  consentAt: string | null
  wording: string
  language: string
  declared: boolean
}

/** How many rows came to what. */
export type ImportTotals = { rows: number; outcomes: Partial<Record<RowOutcome, number>> }

/**
 * A file with people in it, from upload to undo. Drained by the job `run-import`, one batch a transaction; `last_row_applied`
 * is the cursor, so that a killed worker goes on where the last commit left it.
 */
export const imports = pgTable(
  'imports',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    state: text('state').$type<ImportState>().notNull(),
    fileName: text('file_name').notNull(),
    /** As the browser said before sending it. */
    byteSize: bigint('byte_size', { mode: 'number' }).notNull(),
    fileHash: bytes('file_hash'),
    format: text('format').$type<'csv' | 'xlsx'>(),
    encoding: text('encoding'),
    delimiter: text('delimiter'),
    header: jsonb('header').$type<string[]>(),
    /** The first rows, for the preview. Emptied when the import ends. */
    sample: jsonb('sample').$type<string[][]>(),
    mapping: jsonb('mapping').$type<ImportMapping>(),
    defaultCountry: text('default_country'),
    dayFirst: boolean('day_first').notNull().default(true),
    evidence: jsonb('evidence').$type<ImportEvidence>(),
    proofName: text('proof_name'),
    proofHash: bytes('proof_hash'),
    proofSealed: bytes('proof_sealed'),
    totals: jsonb('totals').$type<ImportTotals>(),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsApplied: integer('rows_applied').notNull().default(0),
    /** The number of the last row that was handled; the header is row 1. */
    lastRowApplied: integer('last_row_applied').notNull().default(1),
    /** What is wrong with the file, where it failed. */
    problem: text('problem'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), index('imports_created').on(t.brandId, t.createdAt)],
)

/** The file as it was sent, in parts, each sealed under the server's key. Removed when its people are
 * brought in, or after 30 days. */
export const importChunks = pgTable(
  'import_chunks',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    importId: uuid('import_id').notNull(),
    /** From 0, without gaps. */
    part: integer('part').notNull(),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('import_chunks_part').on(t.brandId, t.importId, t.part),
    foreignKey({
      columns: [t.brandId, t.importId],
      foreignColumns: [imports.brandId, imports.id],
      name: 'import_chunks_import',
    }).onDelete('cascade'),
  ],
)

/**
 * What each row of a file was read as and came to: written by the dry run, completed when it is applied. Details of
 * people (all but number, outcome and subscriber) are emptied with the file.
 */
export const importRows = pgTable(
  'import_rows',
  {
    brandId: brandOfParent(),
    importId: uuid('import_id').notNull(),
    /** The row's number in the file, the header being 1, as a spreadsheet shows it. */
    rowNumber: integer('row_number').notNull(),
    outcome: text('outcome').$type<RowOutcome>().notNull(),
    problem: text('problem').$type<RowProblem>(),
    phoneE164: text('phone_e164'),
    country: text('country'),
    name: text('name'),
    language: text('language'),
    consentAt: instant('consent_at'),
    consentSource: text('consent_source'),
    details: jsonb('details').$type<{ tags?: string[]; attributes?: Record<string, string> }>(),
    /** The cells as they stood, for rows that somebody has to mend. */
    cells: jsonb('cells').$type<string[]>(),
    /** Who it is; for `new` and `no_consent` who it will be, so that bringing people in need not write here again. */
    subscriberId: uuid('subscriber_id'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.importId, t.rowNumber] }),
    index('import_rows_to_mend').on(t.brandId, t.importId, t.rowNumber).where(sql`problem is not null`),
    foreignKey({
      columns: [t.brandId, t.importId],
      foreignColumns: [imports.brandId, imports.id],
      name: 'import_rows_import',
    }).onDelete('cascade'),
  ],
)
