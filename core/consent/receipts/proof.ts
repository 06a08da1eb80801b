import { and, eq, sql } from 'drizzle-orm'
import { ledgerSeals } from '@/db/schema/ledger'
import type { BrandContext } from '../../brands/scope'
import { readLeaves, type Seal, sealStatement } from '../chain'
import { inclusionPath } from '../merkle'
import type { InclusionProof } from './schema'

/**
 * The proofs that events are sealed, by event id. An event that waits for its seal has none yet.
 * @param events of this brand, with their `seq`
 */
export async function findProofs(
  ctx: BrandContext,
  events: readonly { id: string; seq: number }[],
): Promise<Map<string, InclusionProof>> {
  const proofs = new Map<string, InclusionProof>()
  for (const { id, seq } of events) {
    if (proofs.has(id)) continue
    for (const seal of await listSealsAround(ctx, seq)) prove(seal, events, proofs)
  }
  return proofs
}

/** The seals whose range an event lies in: one, and more only where something was committed late. */
const listSealsAround = (ctx: BrandContext, seq: number): Promise<Seal[]> =>
  ctx.db
    .select()
    .from(ledgerSeals)
    .where(
      and(
        eq(ledgerSeals.brandId, ctx.scope.brandId),
        sql`int8range(${ledgerSeals.firstSeq}, ${ledgerSeals.lastSeq}, '[]') @> ${seq}::bigint`,
      ),
    )

/** Proves all of the events that this seal holds. */
function prove(seal: Seal, events: readonly { id: string }[], proofs: Map<string, InclusionProof>): void {
  const leaves = readLeaves(seal.leaves)
  const hashes = leaves.map(({ hash }) => hash)
  for (const { id } of events) {
    const leafIndex = leaves.findIndex((leaf) => leaf.id === id)
    if (leafIndex === -1) continue
    proofs.set(id, {
      leafIndex,
      path: inclusionPath(hashes, leafIndex).map((hash) => hash.toString('hex')),
      seal: sealStatement(seal),
      sealHash: seal.hash.toString('hex'),
    })
  }
}
