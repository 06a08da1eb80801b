import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { consentEvents, consentProjections } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../../brands/scope'
import { canonicalJson } from '../canonical'
import { becomesOf, foldAll, type TopicConsent } from '../rules'

export type ProjectionReport = {
  /** Person and topic, where `consent_states` says what the ledger says. */
  same: number
  /** `<subscriber> <topic>`, where it does not. */
  different: string[]
}

const pageSize = 1000

/** Folds the whole ledger anew and holds `consent_states` against it. */
export async function verifyProjections(ctx: BrandContext): Promise<ProjectionReport> {
  const { brandId } = ctx.scope
  const report: ProjectionReport = { same: 0, different: [] }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const people = await ctx.db
      .select({ id: subscribers.id })
      .from(subscribers)
      .where(and(eq(subscribers.brandId, brandId), gt(subscribers.id, after)))
      .orderBy(asc(subscribers.id))
      .limit(pageSize)
    if (people.length === 0) return report
    const ids = people.map(({ id }) => id)
    await verifyPage(ctx, ids, report)
    after = ids.at(-1) ?? after
  }
}

async function verifyPage(ctx: BrandContext, ids: string[], report: ProjectionReport): Promise<void> {
  const { brandId } = ctx.scope
  const [events, states] = await Promise.all([
    ctx.db
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.brandId, brandId), inArray(consentEvents.subscriberId, ids)))
      .orderBy(asc(consentEvents.seq)),
    ctx.db
      .select()
      .from(consentProjections)
      .where(and(eq(consentProjections.brandId, brandId), inArray(consentProjections.subscriberId, ids))),
  ])
  const keyOf = (row: { subscriberId: string; topicId: string }) => `${row.subscriberId} ${row.topicId}`
  const histories = Map.groupBy(events, keyOf)
  const kept = new Map(states.map((row) => [keyOf(row), row]))
  for (const key of new Set([...histories.keys(), ...kept.keys()])) {
    const history = histories.get(key) ?? []
    const folded = foldAll(history.map((event) => ({ ...event, ...becomesOf(event.details) })))
    if (sayTheSame(folded, kept.get(key) ?? null)) report.same += 1
    else report.different.push(key)
  }
}

/** A whole row holds more than the fold; what the fold says is compared. */
function sayTheSame(folded: TopicConsent | null, kept: TopicConsent | null): boolean {
  if (!folded || !kept) return folded === kept
  return (Object.keys(folded) as (keyof TopicConsent)[]).every(
    (name) => canonicalJson(folded[name]) === canonicalJson(kept[name]),
  )
}
