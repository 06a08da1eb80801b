import { type SQL, sql } from 'drizzle-orm'
import type { AskReason, BlockReason } from '@/db/states'
import type { Moment } from './rule'
import { notOnWhatsapp } from './rules/not-on-whatsapp'
import { pausedByPerson } from './rules/paused-by-person'
import { stoppedInWhatsapp } from './rules/stopped-in-whatsapp'
import { waitingForJudgment } from './rules/waiting-for-judgment'

/** Longer than this nobody waits beside the page: a question that comes then comes out of the blue. */
export const askWithinMinutes = 60

/** However often a number is typed in, whoever has it is asked no more often than this. */
export const mostAsked = { inADay: 2, inThirtyDays: 3 }

type AskRule = {
  reason: AskReason | BlockReason
  source: string
  condition: (p: Moment) => SQL
}

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`
const daysBefore = (p: Moment, days: number) => instant(new Date(p.now.getTime() - days * 24 * 3_600_000))

const askedSince = (since: SQL) => sql`(select count(*) from messages as had
  where had.brand_id = subscribers.brand_id and had.subscriber_id = subscribers.id and had.sign_up_id is not null
    and had.state not in ('queued', 'skipped', 'failed')
    and coalesce(had.accepted_at, had.lease_until, had.queued_at) > ${since})`

/**
 * Why somebody is not asked, by a message, to confirm the sign-up in which their number was typed. Anybody can type
 * anybody's number, so this is the one message that goes to who has not agreed to anything: it is the question itself, of
 * a template that says nothing else, and every rule here is about leaving people alone (decision 28). SQL over the tables
 * `subscribers`, `sign_ups`, `templates` and `messages`, the question's own row, under those names. In their order: the
 * first that holds is the reason. No campaign comes through here, and no consent follows from having been asked.
 */
export const askRules: readonly AskRule[] = [
  {
    reason: 'sign_up_over',
    source: 'There is nothing left to confirm',
    condition: (p) => sql`(sign_ups.confirmed_at is not null or sign_ups.expired_at is not null
      or sign_ups.refused_at is not null or sign_ups.expires_at <= ${instant(p.now)})`,
  },
  {
    reason: 'template_not_ready',
    source:
      'WhatsApp, template categorization: only an approved utility template may ask; quality RED pauses it',
    condition: () => sql`(templates.status <> 'APPROVED' or templates.category <> 'UTILITY'
      or templates.quality_score = 'RED')`,
  },
  {
    reason: 'asked_too_late',
    source: 'Telecommunicatiewet art. 11.7: the question belongs to the form that somebody fills in now',
    condition: (p) =>
      sql`(messages.queued_at <= ${instant(new Date(p.now.getTime() - askWithinMinutes * 60_000))})`,
  },
  {
    reason: 'said_not_me',
    source: 'WhatsApp Business Messaging Policy: no further attempts after a no',
    condition:
      () => sql`(exists (select 1 from sign_ups as earlier where earlier.brand_id = subscribers.brand_id
      and earlier.subscriber_id = subscribers.id and earlier.refused_at is not null))`,
  },
  {
    reason: 'opted_out',
    source: 'GDPR art. 21(3): who left comes back by their own act, not by one of a stranger',
    condition:
      () => sql`(exists (select 1 from consent_states as held where held.brand_id = subscribers.brand_id
      and held.subscriber_id = subscribers.id and held.state in ('withdrawn', 'refused')))`,
  },
  {
    reason: 'suppressed',
    source:
      'GDPR art. 21(3) and 17(3)(b): any entry, however narrow; and while a number has no hash yet, everybody',
    condition: (p) => sql`(subscribers.erased_at is not null or subscribers.phone_hash is null
      or exists (select 1 from suppressions where suppressions.brand_id = ${p.brandId}::uuid
        and suppressions.lifted_at is null and suppressions.phone_hash = subscribers.phone_hash))`,
  },
  ...[stoppedInWhatsapp, waitingForJudgment, pausedByPerson, notOnWhatsapp],
  {
    reason: 'asked_enough',
    source: 'WhatsApp Business Messaging Policy: do not surprise or spam; nobody is flooded by a stranger',
    condition: (p) => sql`(${askedSince(daysBefore(p, 1))} >= ${mostAsked.inADay}::int
      or ${askedSince(daysBefore(p, 30))} >= ${mostAsked.inThirtyDays}::int)`,
  },
]

/** Why this person is not asked, or null when they may be: one CASE. The dispatcher asks it in the claim and again at the door. */
export const askReasonSql = (p: Moment): SQL<AskReason | BlockReason | null> =>
  sql`(case ${sql.join(
    askRules.map((rule) => sql`when ${rule.condition(p)} then ${sql.raw(`'${rule.reason}'`)}`),
    sql` `,
  )} end)`
