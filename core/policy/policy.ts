import { and, eq, type SQL, sql } from 'drizzle-orm'
import { brands } from '@/db/schema/brands'
import { topics } from '@/db/schema/consent'
import { type BlockReason, blockReasons } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { countingRuleOf } from '../consent/counts'
import { AppError } from '../platform/errors'
import type { PolicyInput, PolicyRule } from './rule'
import { hadChosenNumber } from './rules/had-chosen-number'
import { hadPromisedNumber } from './rules/had-promised-number'
import { marketingNotAllowedThere } from './rules/marketing-not-allowed-there'
import { neverConfirmed } from './rules/never-confirmed'
import { notOnWhatsapp } from './rules/not-on-whatsapp'
import { notOptedIn } from './rules/not-opted-in'
import { optedOut } from './rules/opted-out'
import { pausedByPerson } from './rules/paused-by-person'
import { stoppedInWhatsapp } from './rules/stopped-in-whatsapp'
import { suppressed } from './rules/suppressed'
import { waitingForJudgment } from './rules/waiting-for-judgment'

const rulesByReason: Record<BlockReason, PolicyRule> = {
  not_opted_in: notOptedIn,
  opted_out: optedOut,
  suppressed,
  stopped_in_whatsapp: stoppedInWhatsapp,
  waiting_for_judgment: waitingForJudgment,
  never_confirmed: neverConfirmed,
  paused_by_person: pausedByPerson,
  marketing_not_allowed_there: marketingNotAllowedThere,
  not_on_whatsapp: notOnWhatsapp,
  had_promised_number: hadPromisedNumber,
  had_chosen_number: hadChosenNumber,
}

/** Every rule, in the order in which they are asked: the first one that holds is the reason that people read. */
export const policyRules: readonly PolicyRule[] = blockReasons.map((reason) => rulesByReason[reason])

/**
 * Why this person does not get it, or null when they may: one CASE over `subscribers` and the left-joined
 * `consent_states` of the topic (`consentJoin`). The preview counts by it, the audience is fixed by it, and the
 * dispatcher asks it again in the claim.
 * @param rules some of them, for a second look at what may have changed meanwhile
 */
export function blockReasonSql(
  p: PolicyInput,
  rules: readonly PolicyRule[] = policyRules,
): SQL<BlockReason | null> {
  const whens = rules
    .filter((rule) => rule.appliesTo(p))
    .map((rule) => sql`when ${rule.condition(p)} then ${sql.raw(`'${rule.reason}'`)}`)
  return sql<BlockReason | null>`(case ${sql.join(whens, sql` `)} end)`
}

/** The join that `blockReasonSql` counts on. Put it behind `from subscribers`. */
export function consentJoin(p: Pick<PolicyInput, 'topicId'>): SQL {
  return sql`left join consent_states on consent_states.brand_id = subscribers.brand_id
    and consent_states.subscriber_id = subscribers.id and consent_states.topic_id = ${p.topicId}::uuid`
}

/**
 * What the rules need to know about a topic of this brand, at `ctx.now`.
 * @param about.templateCategory WhatsApp's category of the template: MARKETING makes the decision a marketing one,
 * whatever the topic says.
 * @throws AppError `not-found`
 */
export async function requirePolicy(
  ctx: BrandContext,
  about: { topicId: string; templateCategory?: string },
): Promise<PolicyInput> {
  const [row] = await ctx.db
    .select({
      category: topics.category,
      maxPerMonth: topics.maxPerMonth,
      lowestPromise: sql<number | null>`(select min(v.max_per_month) from topic_versions as v
        where v.brand_id = ${topics.brandId} and v.topic_id = ${topics.id}
          and (v.max_per_month < ${topics.maxPerMonth} or ${topics.maxPerMonth} is null))`,
      doubleOptIn: brands.doubleOptIn,
      doubleOptInSources: brands.doubleOptInSources,
      doubleOptInCountries: brands.doubleOptInCountries,
    })
    .from(topics)
    .innerJoin(brands, eq(brands.id, topics.brandId))
    .where(and(eq(topics.brandId, ctx.scope.brandId), eq(topics.id, about.topicId)))
  if (!row) throw new AppError('not-found', { field: 'topicId' })
  return {
    brandId: ctx.scope.brandId,
    topicId: about.topicId,
    topicCategory: about.templateCategory === 'MARKETING' ? 'marketing' : row.category,
    counting: countingRuleOf(row),
    maxPerMonth: row.maxPerMonth,
    lowestPromise: row.lowestPromise,
    now: ctx.now,
  }
}
