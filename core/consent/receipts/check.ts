import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { sha256 } from '../../platform/crypto'
import { canonicalJson } from '../canonical'
import { type SealStatement, sealHash, sealMac } from '../chain'
import { commit } from '../evidence'
import { type LeafRow, leafHash, leafSelection, leafText } from '../leaf'
import { rootFromPath } from '../merkle'
import type { CheckableReceipt, InclusionProof } from './schema'
import { shownHashOf } from './shown-documents'

type ReceiptEvent = CheckableReceipt['events'][number]

/** `yes` proven, `no` it is otherwise, `absent` the receipt holds nothing that could be checked. */
export type Verdict = 'yes' | 'no' | 'absent'

export type EventCheck = {
  id: string
  kind: string
  at: string
  position: number | null
  sealedAt: string | null
  /** The act lies in the seal, unchanged: its path leads to the root, and the root to the seal's hash. */
  inclusion: Verdict
  /** The seal is one of this server's, and its chain is whole from there to the newest. */
  seal: Verdict
  /** The ledger holds the act today as the receipt has it. */
  ledger: Verdict
  /** The sentence is the one that the act points at. */
  wording: Verdict
  documents: Verdict
  evidence: Verdict
}

export type ReceiptCheck = {
  receiptId: string
  events: EventCheck[]
  /** Every act is proven, and nothing is otherwise. */
  isProven: boolean
  /** Some acts wait for their seal; nothing else is wrong. */
  isWaiting: boolean
}

/**
 * Holds a receipt against itself and against this server's ledger. Needs nobody to be signed in and gives nothing away:
 * it answers only whether what was brought is so.
 */
export async function checkReceipt(db: Db, receipt: CheckableReceipt): Promise<ReceiptCheck> {
  const seals = await checkSeals(db, receipt.events)
  const [rows, wordings] = await Promise.all([readRows(db, receipt), readWordings(db, receipt)])
  const events = receipt.events.map((event): EventCheck => {
    const { leaf, proof } = event
    const text = canonicalJson(leaf)
    const row = rows.get(`${leaf.brandId} ${leaf.id}`)
    return {
      id: leaf.id,
      kind: leaf.kind,
      at: String(leaf.at),
      position: proof?.seal.position ?? null,
      sealedAt: proof?.seal.sealedAt ?? null,
      inclusion: proof ? verdict(isIncluded(text, leaf.brandId, proof)) : 'absent',
      seal: proof ? verdict(seals.get(proof.sealHash) ?? false) : 'absent',
      ledger: verdict(row === text),
      wording: checkWording(event, wordings),
      documents: checkDocuments(event),
      evidence: event.evidence
        ? verdict(
            commit(Buffer.from(event.evidence.salt, 'hex'), event.evidence.json).toString('hex') ===
              leaf.evidenceCommitment,
          )
        : 'absent',
    }
  })
  const isWrong = events.some((event) => Object.values(event).includes('no'))
  const isWaiting = events.some((event) => event.inclusion === 'absent')
  return {
    receiptId: receipt.consentReceiptID,
    events,
    isProven: !isWrong && !isWaiting,
    isWaiting: !isWrong && isWaiting,
  }
}

const verdict = (isSo: boolean): Verdict => (isSo ? 'yes' : 'no')

function isIncluded(
  text: string,
  brandId: string,
  { seal, sealHash: hash, leafIndex, path }: InclusionProof,
): boolean {
  const root = rootFromPath(
    leafHash(text),
    { index: leafIndex, size: seal.size },
    path.map((step) => Buffer.from(step, 'hex')),
  )
  return (
    seal.brandId === brandId &&
    root?.toString('hex') === seal.root &&
    sealHash(seal as SealStatement).toString('hex') === hash
  )
}

/** By seal hash: whether this server made it, and every later seal of the brand still rests on it. */
async function checkSeals(db: Db, events: readonly ReceiptEvent[]): Promise<Map<string, boolean>> {
  const known = new Map<string, boolean>()
  for (const { proof } of events) {
    if (!proof || known.has(proof.sealHash)) continue
    const { brandId, position } = proof.seal
    const [row] = await db.execute<{ hash: Buffer; mac: Buffer; is_whole: boolean }>(sql`
      select s.hash, s.mac, not exists (
        select from ledger_seals later
        left join ledger_seals before on before.brand_id = later.brand_id and before.position = later.position - 1
        where later.brand_id = s.brand_id and later.position > s.position
          and later.previous_hash is distinct from before.hash
      ) as is_whole
      from ledger_seals s where s.brand_id = ${brandId} and s.position = ${position}`)
    const isOurs =
      row !== undefined && row.hash.toString('hex') === proof.sealHash && sealMac(row.hash).equals(row.mac)
    known.set(proof.sealHash, isOurs && row.is_whole)
  }
  return known
}

/** The rows that the receipt speaks of, as they are now, by brand and event. */
async function readRows(db: Db, { events }: CheckableReceipt): Promise<Map<string, string>> {
  const [first] = events
  if (!first) return new Map()
  const rows = await db.execute<LeafRow>(sql`
    select ${leafSelection} from consent_events e
    where (e.brand_id, e.id) in (${sql.join(
      events.map(({ leaf }) => sql`(${leaf.brandId}::uuid, ${leaf.id}::uuid)`),
      sql`, `,
    )})`)
  return new Map(rows.map((row) => [`${row.brandId} ${row.id}`, leafText(row)]))
}

/** The hashes of the sentences that the acts point at, by brand and wording. */
async function readWordings(db: Db, { events }: CheckableReceipt): Promise<Map<string, string>> {
  const asked = events.flatMap(({ leaf }) =>
    leaf.wordingId ? [sql`(${leaf.brandId}::uuid, ${leaf.wordingId}::uuid)`] : [],
  )
  if (asked.length === 0) return new Map()
  const rows = await db.execute<{ brand_id: string; id: string; hash: string }>(sql`
    select brand_id, id, encode(hash, 'hex') as hash from wordings
    where (brand_id, id) in (${sql.join(asked, sql`, `)})`)
  return new Map(rows.map((row) => [`${row.brand_id} ${row.id}`, row.hash]))
}

function checkWording({ leaf, wording }: ReceiptEvent, hashes: Map<string, string>): Verdict {
  if (!wording || !leaf.wordingId) return 'absent'
  const kept = hashes.get(`${leaf.brandId} ${leaf.wordingId}`)
  return verdict(wording.hash === kept && sha256(wording.text).toString('hex') === kept)
}

function checkDocuments({ leaf, documents }: ReceiptEvent): Verdict {
  if (!documents || !leaf.shownHash) return 'absent'
  return verdict(shownHashOf(documents).toString('hex') === leaf.shownHash)
}
