import { sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { unwrapDataKey } from '../../platform/crypto'
import { verifyEvidence } from '../evidence'

export type EvidenceReport = {
  /** Opened, and the same as when it was recorded. */
  intact: number
  /** The person was erased: their key is destroyed, and nobody can open it any more. */
  erased: number
  /** Events whose evidence cannot be opened although the key is there, or is not what was committed to. */
  changed: string[]
  /** Events whose evidence is gone although the person was not erased. */
  missing: string[]
}

type Row = { id: string; commitment: Buffer; sealed: Buffer | null; wrapped_key: Buffer | null }

const pageSize = 2000

/** Opens the evidence of every event and holds it against the commitment in the ledger. */
export async function verifyEvidenceOf(ctx: BrandContext): Promise<EvidenceReport> {
  const report: EvidenceReport = { intact: 0, erased: 0, changed: [], missing: [] }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await ctx.db.execute<Row>(sql`
      select e.id, e.evidence_commitment as commitment, v.sealed, k.wrapped_key from consent_events e
      left join consent_evidence v on v.brand_id = e.brand_id and v.event_id = e.id
      -- Of somebody who became another, the evidence lies under the other's key.
      left join subscriber_keys k on k.brand_id = e.brand_id and k.subscriber_id = coalesce(v.subscriber_id,
        (select merged_into_id from subscribers s where s.brand_id = e.brand_id and s.id = e.subscriber_id),
        e.subscriber_id)
      where e.brand_id = ${ctx.scope.brandId} and e.id > ${after}::uuid order by e.id limit ${pageSize}`)
    for (const row of rows) take(row, report)
    if (rows.length < pageSize) return report
    after = rows.at(-1)?.id ?? after
  }
}

function take(row: Row, report: EvidenceReport): void {
  if (!row.wrapped_key) report.erased += 1
  else if (!row.sealed) report.missing.push(row.id)
  else if (isIntact(row.wrapped_key, row.sealed, row.commitment)) report.intact += 1
  else report.changed.push(row.id)
}

function isIntact(wrapped: Buffer, sealed: Buffer, commitment: Buffer): boolean {
  let key: Buffer
  try {
    key = unwrapDataKey(wrapped)
  } catch {
    // Another server's key, or damaged: either way nothing can be shown from it.
    return false
  }
  return verifyEvidence(key, sealed, commitment)?.intact ?? false
}
