import { hash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { consentEvents } from '@/db/schema/consent'
import { keyedHash } from '../platform/crypto'
import { canonicalJson } from './canonical'

/**
 * An event as it enters a seal: the canonical JSON (RFC 8785) of every column of its row. Nulls are left out, so that a
 * column that is added later leaves the leaves of older rows as they were. Version 1:
 * instants in UTC as `2026-03-01T09:00:00.5Z` (as many digits of the second as there are), bytes in lower-case hex.
 */
export const leafVersion = 1

type Print = 'text' | 'uuid' | 'number' | 'bytes' | 'instant' | 'json'

/** In the order of their keys. `v`, the version, has its place between them. */
const fields = {
  actorId: 'text',
  actorType: 'text',
  at: 'instant',
  brandId: 'uuid',
  campaignId: 'uuid',
  controllerId: 'uuid',
  details: 'json',
  evidenceCommitment: 'bytes',
  id: 'uuid',
  kind: 'text',
  landingPageVersionId: 'uuid',
  language: 'text',
  method: 'text',
  numberCheckedBy: 'text',
  qrCodeId: 'uuid',
  recordedAt: 'instant',
  seq: 'number',
  shownHash: 'bytes',
  sourceKind: 'text',
  subscriberId: 'uuid',
  topicId: 'uuid',
  topicVersion: 'number',
  v: 'number',
  validUntil: 'instant',
  wordingId: 'uuid',
} as const satisfies Record<string, Print>

export type LeafField = Exclude<keyof typeof fields, 'v'>
const entries = Object.entries(fields) as [keyof typeof fields, Print][]
export const leafFields = entries.map(([name]) => name).filter((name): name is LeafField => name !== 'v')

/** A row as text, each field as Postgres prints it (instants in UTC, bytes in hex). */
export type LeafRow = Record<LeafField, string | null>

/** The fields of `consent_events e` as text, in the order of `leafFields`, for `select` and for `copy`. */
export const leafColumns: string = leafFields
  .map((name) => {
    const column = `e."${consentEvents[name].name}"`
    const print: Print = fields[name]
    if (print === 'bytes') return `encode(${column}, 'hex') as "${name}"`
    if (print === 'instant') return `(${column} at time zone 'UTC')::text as "${name}"`
    return `${column}::text as "${name}"`
  })
  .join(', ')
export const leafSelection: SQL = sql.raw(leafColumns)

function print(kind: Print, value: string): string {
  switch (kind) {
    case 'number':
      return value
    case 'json':
      return value === '{}' ? value : canonicalJson(JSON.parse(value))
    case 'instant':
      return `"${value.replace(' ', 'T')}Z"`
    case 'text':
      return JSON.stringify(value)
    case 'uuid':
    case 'bytes':
      return `"${value}"`
  }
}

const keyed = entries.map(([name, kind]) => ({
  kind,
  key: `"${name}":`,
  at: name === 'v' ? -1 : leafFields.indexOf(name),
}))

/** The canonical JSON of a row whose values stand in the order of `leafFields`. */
export function leafTextOf(values: readonly (string | null)[]): string {
  let text = '{'
  for (const { kind, key, at } of keyed) {
    const value = at === -1 ? String(leafVersion) : values[at]
    if (value === null || value === undefined) continue
    text += (text.length === 1 ? key : `,${key}`) + print(kind, value)
  }
  return `${text}}`
}

/** The canonical JSON of a row. */
export const leafText = (row: LeafRow): string => leafTextOf(leafFields.map((name) => row[name]))

/** SHA-256 over 0x00 and the text (RFC 9162, 2.1.1). */
export const leafHash = (text: string): Buffer => hash('sha256', `\0${text}`, 'buffer')

type NewRow = Omit<typeof consentEvents.$inferInsert, 'seq'>

/** `2026-03-01 09:00:00.5`, as Postgres prints a timestamp. */
const printInstant = (at: Date): string =>
  at
    .toISOString()
    .slice(0, -1)
    .replace('T', ' ')
    .replace(/\.?0+$/, '')

function printValue(kind: Print, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return printInstant(value)
  if (Buffer.isBuffer(value)) return value.toString('hex')
  if (kind === 'json') return canonicalJson(value)
  return kind === 'uuid' ? String(value).toLowerCase() : String(value)
}

/** A row that is about to be written, as Postgres will print it. Its `seq` is not known yet. */
export function leafRowOf(row: NewRow): LeafRow {
  const values: Record<string, unknown> = { details: {}, ...row, seq: null }
  return Object.fromEntries(
    leafFields.map((name) => [name, printValue(fields[name], values[name])]),
  ) as LeafRow
}

/**
 * Says that this server wrote the row: an HMAC under the server's key over all of it but `seq`. Whoever can write to the
 * database alone cannot make one.
 */
export const eventTag = (row: LeafRow): Buffer => keyedHash('ledger-row', leafText({ ...row, seq: null }))
