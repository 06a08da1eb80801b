import {
  type AnyPgColumn,
  date,
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
import type { PrintProblem, PrintState, QrKind, QrState } from '../states'
import { brandId, instant } from './columns'
import { landingPages } from './landing-pages'

/** A way to draw codes that the brand kept under a name. Codes and batches hold their own copy: print does not change afterwards. */
export const qrDesigns = pgTable(
  'qr_designs',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** Its shape is `lookSchema`. */
    look: jsonb('look').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('qr_designs_name').on(t.brandId, t.name)],
)

/** Codes that were made together from one list: one a poster, a shop, a table. */
export const qrBatches = pgTable(
  'qr_batches',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** How its codes are drawn; `lookSchema`. */
    look: jsonb('look').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('qr_batches_name').on(t.brandId, t.name)],
)

/** A printed code. It leads to a short link of ours, so that print can be re-pointed, paused and counted. */
export const qrCodes = pgTable(
  'qr_codes',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    /** Crockford base32, unique over all brands: it is the short address `/q/<code>`. */
    code: text('code').notNull().unique(),
    /** Where it hangs: `Poster etalage Noord`. */
    label: text('label').notNull(),
    /** What staff want to remember about the place. */
    note: text('note').notNull().default(''),
    kind: text('kind').$type<QrKind>().notNull().default('page'),
    /** The page it leads to; for a chat, the page that the chat is answered with. */
    landingPageId: uuid('landing_page_id').notNull(),
    /** What stands in the chat before the code: `AANMELDEN`. */
    chatWords: text('chat_words'),
    /** WhatsApp's own name of the link, for a code that is not ours (`message_qrdls`). */
    metaCode: text('meta_code'),
    batchId: uuid('batch_id'),
    /** Its place in the list it was made from. */
    position: integer('position').notNull().default(0),
    /** How it is drawn where it is of no batch; null for the brand's usual way. */
    look: jsonb('look'),
    state: text('state').$type<QrState>().notNull(),
    /** From then on it leads to a page that says it is over. */
    expiresAt: instant('expires_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('qr_codes_label').on(t.brandId, t.label),
    index('qr_codes_batch').on(t.brandId, t.batchId, t.position),
    foreignKey({
      columns: [t.brandId, t.landingPageId],
      foreignColumns: [landingPages.brandId, landingPages.id],
      name: 'qr_codes_page',
    }),
    foreignKey({
      columns: [t.brandId, t.batchId],
      foreignColumns: [qrBatches.brandId, qrBatches.id],
      name: 'qr_codes_batch_fk',
    }),
  ],
)

const ofCode = (t: { brandId: AnyPgColumn; qrCodeId: AnyPgColumn }, name: string) =>
  foreignKey({
    columns: [t.brandId, t.qrCodeId],
    foreignColumns: [qrCodes.brandId, qrCodes.id],
    name,
  })

/**
 * So many scans of a code, and views of the page behind it, in one second; nothing about who. Gathered in the process for up to
 * a second and written with others in one statement, together with `qr_days`.
 */
export const qrScans = pgTable(
  'qr_scans',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    qrCodeId: uuid('qr_code_id').notNull(),
    at: instant('at').notNull(),
    scans: integer('scans').notNull().default(1),
    views: integer('views').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('qr_scans_code').on(t.brandId, t.qrCodeId, t.at),
    ofCode(t, 'qr_scans_code_fk'),
  ],
)

/** The same by day in the brand's time zone: what every list and chart reads. A rebuild from `qr_scans` gives the same numbers. */
export const qrDays = pgTable(
  'qr_days',
  {
    brandId: brandId(),
    qrCodeId: uuid('qr_code_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    scans: integer('scans').notNull(),
    views: integer('views').notNull(),
    /** Null on a day with views alone. */
    lastScanAt: instant('last_scan_at'),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.qrCodeId, t.day] }), ofCode(t, 'qr_days_code_fk')],
)

/** A file of a whole batch, made by a job and read back before anybody gets it. */
export const qrPrints = pgTable(
  'qr_prints',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    batchId: uuid('batch_id').notNull(),
    /** The sheet (`printLayouts`), or `zip`. */
    layout: text('layout').notNull(),
    /** How it is drawn, as it was when asked for. */
    look: jsonb('look').notNull(),
    state: text('state').$type<PrintState>().notNull(),
    /** Codes in it, and of these: read back so far. */
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    pages: integer('pages').notNull().default(0),
    /** Why there is no file: words or codes that do not fit, or codes that were not read back. */
    problem: text('problem').$type<PrintProblem>(),
    /** Labels of the codes that were not read back. */
    unread: text('unread').array().notNull().default([]),
    fileKey: text('file_key'),
    byteSize: integer('byte_size'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('qr_prints_batch').on(t.brandId, t.batchId, t.createdAt),
    foreignKey({
      columns: [t.brandId, t.batchId],
      foreignColumns: [qrBatches.brandId, qrBatches.id],
      name: 'qr_prints_batch_fk',
    }),
  ],
)
