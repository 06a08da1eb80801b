import type { TransactionSql } from 'postgres'
import type { Database } from '@/db/client'
import { idText, leafBytes, noSeal, readLeaves, type Seal, sealHash, sealMac, sealStatement } from '../chain'
import { eventTag, type LeafRow, leafFields } from '../leaf'
import { merkleRoot } from '../merkle'
import { EventStream, type ReadEvent } from './event-stream'

export type Finding = {
  what:
    | 'event-changed'
    | 'event-removed'
    | 'event-inserted'
    | 'seal-changed'
    | 'seal-missing'
    | 'seal-not-ours'
  /** The row's id; for a seal, its place in the chain. */
  where: string
  /** What is known beside it: the `seq` of an event. */
  seq?: number
}

export type LedgerReport = {
  brandId: string
  events: number
  sealed: number
  /** Recorded and waiting for their seal. */
  waiting: number
  seals: number
  firstSealAt: Date | null
  lastSealAt: Date | null
  /** The hash of the newest seal, in hex: written down elsewhere, it proves that the end was not cut off. */
  headHash: string | null
  findings: Finding[]
}

/** As many findings as anybody reads; a count goes on beyond. */
const mostFindings = 1000

/**
 * Reads a brand's whole ledger and holds every row against the seals, and the seals against each other. Nothing in the
 * database is believed: leaf hashes, roots and the chain are made anew, and the server's own marks are checked.
 */
export async function verifyLedger(database: Database, brandId: string): Promise<LedgerReport> {
  // Two connections that see the same moment: the seals, and beside them the events.
  const result = await database.sql.begin('isolation level repeatable read read only', async (seals) => {
    const [moment] = await seals<{ id: string }[]>`select pg_export_snapshot() as id`
    return database.sql.begin('isolation level repeatable read read only', async (events) => {
      await events.unsafe(`set transaction snapshot '${moment?.id}'`)
      return walk(seals, events, brandId)
    })
  })
  return result as LedgerReport
}

async function walk(
  sealsSql: TransactionSql,
  eventsSql: TransactionSql,
  brandId: string,
): Promise<LedgerReport> {
  const report: LedgerReport = {
    ...{ brandId, events: 0, sealed: 0, waiting: 0, seals: 0 },
    ...{ firstSealAt: null, lastSealAt: null, headHash: null, findings: [] },
  }
  const tags = await readTags(sealsSql, brandId)
  const stream = await EventStream.open(eventsSql, brandId)
  const reader = new LedgerReader(stream, report)
  let previous: Seal | undefined
  for await (const batch of readSeals(sealsSql, brandId)) {
    for (const seal of batch) {
      checkSeal(seal, previous, report)
      await reader.holdAgainst(seal)
      previous = seal
    }
  }
  await reader.readRest((event) => {
    if (reader.missed.delete(event.id)) {
      // Sealed, and found at another place than it had.
      note(report, { what: 'event-changed', where: event.id, seq: event.seq })
      return
    }
    const tag = tags.get(event.id)
    tags.delete(event.id)
    // Before the first seal nothing was promised about anything.
    if (!previous || tag?.equals(eventTag(rowOf(event)))) report.waiting += 1
    else note(report, { what: 'event-inserted', where: event.id, seq: event.seq })
  })
  report.events = stream.count
  // What waits for its seal and is not there, was there.
  for (const id of [...reader.missed, ...tags.keys()]) note(report, { what: 'event-removed', where: id })
  return report
}

const rowOf = (event: ReadEvent): LeafRow =>
  Object.fromEntries(leafFields.map((name, at) => [name, event.values[at] ?? null])) as LeafRow

function note(report: LedgerReport, finding: Finding): void {
  if (report.findings.length < mostFindings) report.findings.push(finding)
}

type SealRecord = Record<keyof Seal, unknown>

async function* readSeals(sql: TransactionSql, brandId: string): AsyncGenerator<Seal[]> {
  const cursor = sql<SealRecord[]>`
    select brand_id as "brandId", position, kind, previous_hash as "previousHash", root, hash, mac, size,
      first_seq as "firstSeq", last_seq as "lastSeq", sealed_at as "sealedAt", leaves
    from ledger_seals where brand_id = ${brandId} order by position`.cursor(50)
  for await (const batch of cursor) {
    yield batch.map(
      (row) =>
        ({
          ...row,
          position: Number(row.position),
          firstSeq: Number(row.firstSeq),
          lastSeq: Number(row.lastSeq),
          sealedAt: new Date(String(row.sealedAt)),
        }) as Seal,
    )
  }
}

async function readTags(sql: TransactionSql, brandId: string): Promise<Map<string, Buffer>> {
  const rows = await sql<{ id: string; tag: Buffer }[]>`
    select event_id as id, tag from ledger_pending where brand_id = ${brandId}`
  return new Map(rows.map((row) => [row.id, row.tag]))
}

/** A seal by itself, and its link to the one before. */
function checkSeal(seal: Seal, previous: Seal | undefined, report: LedgerReport): void {
  const expected = previous ? previous.position + 1 : 0
  for (let position = expected; position < seal.position && position < expected + 10; position += 1) {
    note(report, { what: 'seal-missing', where: String(position) })
  }
  const where = String(seal.position)
  const hash = sealHash(sealStatement(seal))
  const leaves = readLeaves(seal.leaves).map((leaf) => leaf.hash)
  const follows = seal.position !== expected || seal.previousHash.equals(previous?.hash ?? noSeal())
  const whole = leaves.length === seal.size && merkleRoot(leaves).equals(seal.root)
  if (!hash.equals(seal.hash) || !whole || !follows) note(report, { what: 'seal-changed', where })
  else if (!sealMac(seal.hash).equals(seal.mac)) note(report, { what: 'seal-not-ours', where })
  report.seals += 1
  report.firstSealAt ??= seal.sealedAt
  report.lastSealAt = seal.sealedAt
  report.headHash = seal.hash.toString('hex')
}

/** Leads the events past the seals. Seals come nearly in the order of the events: what lies between is kept aside. */
class LedgerReader {
  /** Sealed, and not found where the seal has it. */
  readonly missed = new Set<string>()
  private readonly aside = new Map<string, ReadEvent>()
  private readonly stream: EventStream
  private readonly report: LedgerReport
  private ended = false

  constructor(stream: EventStream, report: LedgerReport) {
    this.stream = stream
    this.report = report
  }

  async holdAgainst(seal: Seal): Promise<void> {
    for (let at = 0; at + leafBytes <= seal.leaves.length; at += leafBytes) {
      const id = idText(seal.leaves.subarray(at, at + 16))
      const event = this.takeAside(id) ?? (await this.readUntil(id, seal.lastSeq))
      if (!event) {
        this.missed.add(id)
        continue
      }
      this.report.sealed += 1
      if (event.hash.compare(seal.leaves, at + 16, at + leafBytes) !== 0) {
        note(this.report, { what: 'event-changed', where: id, seq: event.seq })
      }
    }
  }

  private takeAside(id: string): ReadEvent | undefined {
    const event = this.aside.get(id)
    if (event) this.aside.delete(id)
    return event
  }

  /** Reads on until the event comes, or none can come that the seal may hold. What comes in between is kept aside. */
  private async readUntil(id: string, lastSeq: number): Promise<ReadEvent | undefined> {
    while (!this.ended) {
      const event = this.stream.next()
      if (!event) {
        this.ended = !(await this.stream.fill())
        continue
      }
      if (event.id === id) return event
      this.aside.set(event.id, event)
      if (event.seq > lastSeq) return undefined
    }
    return undefined
  }

  /** Everything that no seal holds. */
  async readRest(take: (event: ReadEvent) => void): Promise<void> {
    for (const event of this.aside.values()) take(event)
    while (!this.ended) {
      const event = this.stream.next()
      if (event) take(event)
      else this.ended = !(await this.stream.fill())
    }
  }
}
