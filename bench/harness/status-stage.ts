import { createHmac } from 'node:crypto'
import { Pool } from 'undici'
import { openDatabase } from '@/db/client'
import type { BenchStack } from './benchmark'

export type StatusStage = Awaited<ReturnType<typeof openStatusStage>>

/** The demo account with its app secret, people without number, and messages of a campaign that WhatsApp has accepted. */
export async function openStatusStage(stack: BenchStack) {
  Object.assign(process.env, stack.env)
  const { accountSecrets, findAccountByWebhookKey } = await import('@/core/providers/accounts')
  const { db, sql, close } = openDatabase(stack.databaseUrl, { max: 8, applicationName: 'bench' })
  const [row] = await sql<{ webhook_key: string }[]>`
    select webhook_key from whatsapp_accounts where replaced_at is null order by created_at limit 1`
  const account = await findAccountByWebhookKey({ db }, row?.webhook_key ?? '')
  if (!account) throw new Error('There is no account to post to.')
  const { appSecret } = accountSecrets(account)
  const pool = new Pool(stack.baseUrl, { connections: 32, pipelining: 1 })
  const path = `/api/webhooks/whatsapp/${account.webhookKey}`
  let made = 0

  /** People with a message each, numbered from `first`. Their WhatsApp ids are `wamid.<number>`. */
  async function addMessages(count: number): Promise<{ first: number; campaignId: string }> {
    const first = made
    made += count
    const [campaign] = await sql<{ id: string }[]>`
      insert into campaigns (brand_id, id, name, topic_id, template_id, audience, variables, state, started_at, revision,
        created_at, updated_at)
      select brand_id, gen_random_uuid(), ${`bench ${first}`}, (select id from topics where brand_id = t.brand_id limit 1), id,
        '{}', '{}', 'sending', now(), 1, now(), now()
      from templates as t where brand_id = ${account?.brandId ?? ''} limit 1 returning id`
    const campaignId = campaign?.id ?? ''
    await sql`
      with people as (
        insert into subscribers (brand_id, id, wa_user_id, country, language, created_at)
        select ${account?.brandId ?? ''}::uuid, gen_random_uuid(), 'NL.' || n, 'NL', 'nl', now()
        from generate_series(${first}::int, ${first + count - 1}::int) as n
        returning brand_id, id, wa_user_id
      )
      insert into messages (brand_id, id, account_id, subscriber_id, campaign_id, template_id, state,
        provider_message_id, due_at, queued_at, accepted_at)
      select people.brand_id, gen_random_uuid(), ${account?.id ?? ''}::uuid, people.id, c.id, c.template_id, 'accepted',
        'wamid.' || substr(wa_user_id, 4), now(), now(), now()
      from people join campaigns as c on c.brand_id = people.brand_id and c.id = ${campaignId}`
    await sql`analyze messages, subscribers`
    return { first, campaignId }
  }

  return {
    db,
    sql,
    account,
    addMessages,
    /** How many messages of a campaign have come so far. */
    count: async (campaignId: string, state: string) => {
      const [counted] = await sql<{ n: number }[]>`select count(*)::int as n from messages
        where brand_id = ${account.brandId} and campaign_id = ${campaignId} and state = ${state}`
      return counted?.n ?? 0
    },
    waiting: async () => {
      const [counted] = await sql<{ n: number }[]>`select count(*)::int as n from webhook_deliveries
        where brand_id = ${account.brandId} and account_id = ${account.id} and applied_at is null`
      return counted?.n ?? 0
    },
    /** Posts statuses as WhatsApp does, signed. @throws Error when the answer is not 200 */
    post: async (statuses: object[]): Promise<void> => {
      const metadata = { display_phone_number: '31', phone_number_id: account.phoneNumberId }
      const body = JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: account.wabaId,
            changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, statuses } }],
          },
        ],
      })
      const signature = createHmac('sha256', appSecret).update(body).digest('hex')
      const answer = await pool.request({
        ...{ method: 'POST', path, body },
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw new Error(`A delivery was answered with ${answer.statusCode}.`)
    },
    close: async () => {
      await pool.close()
      await close()
    },
  }
}

/** One status as it stands in a webhook, with all that comes along. */
export const statusOf = (number: number, status: string) => ({
  ...{ id: `wamid.${number}`, status, timestamp: String(Math.floor(Date.now() / 1000)) },
  recipient_user_id: `NL.${number}`,
  pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
})
