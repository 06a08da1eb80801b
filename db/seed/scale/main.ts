import { drizzle } from 'drizzle-orm/postgres-js'
import { rebuildRollUps } from '@/core/insights/roll-up'
import type { Context } from '@/core/platform/context'
import { openBrandForSystem } from '@/core/staff/gate'
import { openDatabase } from '../../client'
import { makeScaleBrand } from './brand'
import { copyInto } from './copy'
import { type Crowd, columns, crowdDays, type Lines, makeCrowd, noLines } from './crowd'
import { dayMs } from './history'
import { type Load, withoutIndexes } from './indexes'
import { joined } from './joined'
import { insertCampaigns, insertMessages, planCampaigns } from './messages'

export type ScaleOptions = {
  databaseUrl: string
  simulatorUrl: string
  /** How many people; three times as many events. */
  people: number
  onProgress?: (words: string) => void
  now?: Date
}

const batch = 20_000

/**
 * Fills a database with a brand of `people` subscribers and three times as many consent events, with evidence, states
 * and the messages of six campaigns. All of it is one transaction: interrupted, it leaves nothing.
 */
export async function seedScale({
  databaseUrl,
  simulatorUrl,
  people,
  onProgress,
  now = new Date(),
}: ScaleOptions): Promise<void> {
  const say = onProgress ?? (() => undefined)
  const url = new URL(databaseUrl)
  url.searchParams.set('synchronous_commit', 'off')
  const database = openDatabase(url.toString(), { max: 3, applicationName: 'vinkje-seed-scale' })
  try {
    const root: Context = { db: database.db, actor: { type: 'system', job: 'seed-scale' }, now }
    const brandId = await database.sql.begin(async (sql) => {
      // The brand's own rows are as old as the crowd.
      const opened = new Date(now.getTime() - (crowdDays + 10) * dayMs)
      const brand = await makeScaleBrand(
        { ...root, db: drizzle(joined(database.sql, sql)), now: opened },
        simulatorUrl,
      )
      const campaigns = planCampaigns(brand, now)
      const crowd: Crowd = { brand, campaigns, people, events: 3 * people, now }
      await insertCampaigns(sql, brand, campaigns)
      await withoutIndexes(sql, say, async () => {
        await copyCrowd({ sql, say }, crowd)
        for (const [i, campaign] of campaigns.entries()) {
          say(`messages of campaign ${i + 1} of ${campaigns.length}`)
          await insertMessages(sql, brand, campaign)
        }
        say('what each did with them')
        await sql`
          update subscribers s set last_message_at = m.at, last_read_at = m.read_at, unread_in_a_row = m.unread
          from (
            select subscriber_id, max(accepted_at) as at, max(read_at) as read_at,
              count(*) filter (where accepted_at > coalesce(last_read, '-infinity')) as unread
            from (
              select subscriber_id, accepted_at, read_at,
                max(accepted_at) filter (where read_at is not null) over (partition by subscriber_id) as last_read
              from messages where brand_id = ${brand.brandId}
            ) as each group by subscriber_id
          ) m
          where s.brand_id = ${brand.brandId} and s.id = m.subscriber_id`
      })
      return brand.brandId
    })
    say('collecting statistics')
    await database.sql`vacuum (analyze)`
    say('counting up')
    await rebuildRollUps(await openBrandForSystem(root, brandId))
  } finally {
    await database.close()
  }
}

/** While one batch is on its way the next one is made. */
async function copyCrowd({ sql, say }: Load, crowd: Crowd): Promise<void> {
  const { add } = makeCrowd(crowd)
  let sending: Promise<void> = Promise.resolve()
  for (let from = 0; from < crowd.people; from += batch) {
    const lines = noLines()
    const until = Math.min(from + batch, crowd.people)
    for (let index = from; index < until; index++) {
      add(index, lines)
      // Lets the batch before this one go on.
      if (index % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await sending
    say(`${until.toLocaleString('en')} of ${crowd.people.toLocaleString('en')} people`)
    sending = send(sql, lines)
    // Awaited above or below; until then a failure must not count as nobody's.
    sending.catch(() => undefined)
  }
  await sending
}

async function send(sql: Load['sql'], lines: Lines): Promise<void> {
  for (const table of Object.keys(columns) as (keyof Lines)[]) {
    await copyInto(sql, table, columns[table], lines[table])
  }
}
