import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { brandId, bytes, instant } from './columns'

export type SealKind = 'start' | 'adopted' | 'recorded'

/**
 * What was recorded and is not sealed yet: written in the event's own transaction, taken away by its seal. A row that a
 * transaction commits late simply shows up late, so nothing is ever skipped. The tag is an HMAC under the server's key
 * over the event: a row that came in by plain SQL has none, is never sealed, and is named by `npm run ledger:verify`.
 */
export const ledgerPending = pgTable(
  'ledger_pending',
  {
    brandId: brandId(),
    eventId: uuid('event_id').notNull(),
    tag: bytes('tag').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.eventId] })],
)

/**
 * The chain of seals of a brand's ledger. A seal holds the Merkle root (RFC 9162 hashing) over its batch of events and the
 * hash of the seal before it. Position 0 is the start: it says up to which `seq` events were there before sealing began.
 * Append-only.
 */
export const ledgerSeals = pgTable(
  'ledger_seals',
  {
    brandId: brandId(),
    position: bigint('position', { mode: 'number' }).notNull(),
    /** `start`, then `adopted` batches of what was there before, then `recorded` ones. */
    kind: text('kind').$type<SealKind>().notNull(),
    previousHash: bytes('previous_hash').notNull(),
    root: bytes('root').notNull(),
    /** SHA-256 over 0x02 and the canonical JSON of everything above and below; see `sealHash`. */
    hash: bytes('hash').notNull(),
    /** HMAC of the hash under the server's key: a chain that was forged in the database alone does not carry it. */
    mac: bytes('mac').notNull(),
    size: integer('size').notNull(),
    /** The lowest and the highest `seq` in the batch. Batches may overlap: a late row lies between earlier ones. */
    firstSeq: bigint('first_seq', { mode: 'number' }).notNull(),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull(),
    sealedAt: instant('sealed_at').notNull(),
    /** For every event of the batch, in `seq` order: 16 bytes id, 32 bytes leaf hash. */
    leaves: bytes('leaves').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.position] })],
)

/** What a check of the ledger found: the kinds of `Finding`, and a newest seal of an earlier check that is gone. */
export type KeptFinding = { what: string; where: string; seq?: number }

/**
 * A check of a whole ledger, by the nightly job or because staff asked. The newest seal of each is what the next one must
 * still find in the chain: a chain whose end was cut off, or that was made anew, is whole in itself.
 */
export const ledgerChecks = pgTable(
  'ledger_checks',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    events: integer('events').notNull(),
    sealed: integer('sealed').notNull(),
    waiting: integer('waiting').notNull(),
    seals: integer('seals').notNull(),
    /** Null while nothing is sealed. */
    headHash: bytes('head_hash'),
    found: integer('found').notNull(),
    /** The first of them. */
    findings: jsonb('findings').$type<KeptFinding[]>().notNull(),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id'),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] })],
)
