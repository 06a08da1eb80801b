import type postgres from 'postgres'
import { newCode, newId } from '@/core/platform/ids'
import type { ScaleBrand } from './brand'
import { dayMs, type ScaleCampaign } from './history'

const daysAgo = [600, 420, 280, 160, 75, 21]

/** The campaigns that went out while the crowd grew. */
export function planCampaigns(brand: ScaleBrand, now: Date): ScaleCampaign[] {
  const topicId = brand.topics[0]?.id as string
  return daysAgo.map((days) => {
    const at = new Date(now.getTime() - days * dayMs)
    return { id: newId(at), at, topicId }
  })
}

export async function insertCampaigns(
  sql: postgres.TransactionSql,
  brand: ScaleBrand,
  campaigns: ScaleCampaign[],
) {
  for (const [i, { id, at, topicId }] of campaigns.entries()) {
    await sql`insert into campaigns ${sql({
      brand_id: brand.brandId,
      id,
      name: `Actie ${i + 1}`,
      topic_id: topicId,
      template_id: brand.templateId,
      audience: '{}',
      variables: JSON.stringify({ '1': { from: 'name', fallback: 'daar' } }),
      state: 'done',
      scheduled_at: at.toISOString(),
      started_at: at.toISOString(),
      finished_at: new Date(at.getTime() + 3_600_000).toISOString(),
      revision: 1,
      created_by: brand.staffId,
      created_at: new Date(at.getTime() - dayMs).toISOString(),
      updated_at: at.toISOString(),
    })}`
  }
}

/**
 * A message to everybody who stood confirmed when a campaign went out, with what became of it. What luck a message has
 * comes from the person's id and the campaign's number.
 */
export async function insertMessages(
  sql: postgres.TransactionSql,
  brand: ScaleBrand,
  { id, at, topicId }: ScaleCampaign,
): Promise<void> {
  const stamp = at.getTime().toString(16).padStart(12, '0')
  const run = newCode(6)
  const campaignSeed = at.getTime() % 1_000_003
  const began = at.toISOString()
  await sql`
    insert into messages (brand_id, id, account_id, subscriber_id, campaign_id, template_id, state, attempts,
      provider_message_id, due_at, queued_at, accepted_at, sent_at, delivered_at, read_at, failed_at, error_code, error_title)
    select brand_id, id, ${brand.accountId}, subscriber_id, ${id}, ${brand.templateId},
      case when luck < 3 then 'failed' when luck < 8 then 'sent' when luck < 42 then 'delivered' else 'read' end, 1,
      'wamid.' || ${run} || encode(decode(replace(id::text, '-', ''), 'hex'), 'base64'), ${began}, ${began},
      ${began}::timestamptz + went, case when luck >= 3 then ${began}::timestamptz + went + interval '1 s' end,
      case when luck >= 8 then ${began}::timestamptz + went + interval '3 s' end,
      case when luck >= 42 then ${began}::timestamptz + went + make_interval(secs => 60 + luck * luck * 20) end,
      case when luck < 3 then ${began}::timestamptz + went + interval '5 s' end,
      case when luck < 3 then 131026 end, case when luck < 3 then 'Message undeliverable' end
    from (
      select c.brand_id, c.subscriber_id, mod(abs(hashtextextended(c.subscriber_id::text, ${campaignSeed})), 100) as luck,
        make_interval(secs => mod(abs(hashtextextended(c.subscriber_id::text, 7)), 3500)) as went,
        encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing decode(${stamp}, 'hex') from 1 for 6),
          52, 1), 53, 1), 'hex')::uuid as id
      from consent_states c
      where c.brand_id = ${brand.brandId} and c.topic_id = ${topicId} and c.confirmed_at < ${began}
        and (c.withdrawn_at is null or c.withdrawn_at > ${began})
    ) as meant`
}
