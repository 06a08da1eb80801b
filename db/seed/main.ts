import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { findBrandBySlug } from '@/core/brands/queries'
import { rebuildActivity } from '@/core/insights/activity'
import { rebuildRollUps } from '@/core/insights/roll-up'
import { refreshSources } from '@/core/insights/source-figures'
import type { Context } from '@/core/platform/context'
import { newCode } from '@/core/platform/ids'
import { closeProviders } from '@/core/providers/whatsapp/registry'
import { openBrandForSystem } from '@/core/staff/gate'
import { expireSignUps } from '@/core/subscribers/sign-up'
import { syncTemplates } from '@/core/templates/sync'
import { openDatabase } from '../client'
import { keepDemoAccount, provisionAccount, provisionPeople } from './account'
import { type Arrival, listArrivals } from './arrivals'
import { demoBrandSlug, makeBrand } from './brand'
import { historyDays, makeCalendar } from './calendar'
import { makeCapture } from './capture'
import { prepared } from './prepared'
import { addScans } from './scans'
import { addCampaign, addFarewell, planAhead, type Told } from './sending'
import { addArrival } from './signing-up'
import { resetSimulator } from './simulator'
import { demoCampaigns, templateTurns } from './story'
import { makeTeller, type Teller } from './teller'
import { makeTemplateDesk } from './template-desk'
import { demoTemplates } from './templates'
import { Timeline } from './timeline'
import { makeWire } from './wire'

type SeedOptions = {
  databaseUrl: string
  /** The simulator must answer there: templates are synchronised from it as from WhatsApp. */
  simulatorUrl: string
  onProgress?: (words: string) => void
  now?: Date
}

/**
 * Tells half a year of the demo shop, through the product's own commands at the times at which they were given.
 * The story is always the same, counted back from today; only ids, codes and keys differ.
 * @returns false when the demo brand is there already
 */
export async function seedDemo({
  databaseUrl,
  simulatorUrl,
  onProgress,
  now = new Date(),
}: SeedOptions): Promise<boolean> {
  const url = new URL(databaseUrl)
  // A demo may be told again: nothing waits for the disk.
  url.searchParams.set('synchronous_commit', 'off')
  const database = openDatabase(url.toString(), { max: 2, applicationName: 'vinkje-seed' })
  try {
    const root: Context = { db: drizzle(prepared(database.sql)), actor: { type: 'system', job: 'demo' }, now }
    if (await findBrandBySlug(root, demoBrandSlug)) return false
    const say = onProgress ?? (() => undefined)
    const teller = await begin(root, simulatorUrl)
    const capture = await makeCapture(teller)
    const people = listArrivals(teller.calendar)
    await addScans(teller, capture.qrCodes, people)
    await tell(teller, { people, capture }, simulatorUrl, say)
    say('counting up')
    await planAhead(teller)
    const ctx = teller.as({ type: 'system', job: 'demo' }, now)
    await provisionPeople(ctx, simulatorUrl)
    await syncTemplates(ctx)
    await rebuildRollUps(ctx)
    await rebuildActivity(ctx)
    await refreshSources(ctx)
    return true
  } finally {
    await closeProviders()
    await database.close()
  }
}

/** The shop, its people and its WhatsApp number, the day before the story begins. */
async function begin(root: Context, simulatorUrl: string): Promise<Teller> {
  const calendar = makeCalendar(root.now)
  const opened = { ...root, now: calendar.at(historyDays + 1, '09:00') }
  const brand = await makeBrand(opened)
  const ctx = await openBrandForSystem(opened, brand.brandId)
  const keys = { accessToken: newCode(40), appSecret: newCode(32), verifyToken: newCode(32) }
  await resetSimulator(simulatorUrl)
  await provisionAccount(simulatorUrl, keys)
  const account = await keepDemoAccount(ctx, simulatorUrl, keys)
  return makeTeller(ctx, brand, calendar, account.id)
}

type Cast = { people: Arrival[]; capture: Awaited<ReturnType<typeof makeCapture>> }

async function tell(
  teller: Teller,
  { people, capture }: Cast,
  simulatorUrl: string,
  say: (words: string) => void,
): Promise<void> {
  const { calendar } = teller
  const timeline = new Timeline(calendar.now)
  const wire = makeWire(teller, timeline)
  const arrivals = new Map(people.map((arrival) => [arrival.person.phoneE164, arrival]))
  const told: Told = { teller, wire, arrivals }
  const campaigns = demoCampaigns(calendar)
  const desk = makeTemplateDesk(teller, simulatorUrl)

  for (const since of new Set(demoTemplates.map((template) => template.since))) {
    timeline.add(calendar.at(since, '09:30'), () => desk.handIn(since))
  }
  for (const turn of templateTurns(calendar, campaigns)) timeline.add(turn.at, () => desk.turn(turn))
  for (let daysAgo = historyDays - 1; daysAgo >= 0; daysAgo--) {
    const at = calendar.at(daysAgo, '04:10')
    timeline.add(at, async () => {
      await expireSignUps(teller.as({ type: 'system', job: 'expire-sign-ups' }, at))
      // Half a year goes by faster than autovacuum comes round.
      if (daysAgo % 15 === 9)
        await teller.db.execute(sql`analyze subscribers, sign_ups, consent_events, consent_states`)
    })
  }
  for (const arrival of people) {
    addArrival({ teller, timeline, capture, wire }, arrival)
    addFarewell(told, arrival)
  }
  for (const campaign of campaigns) addCampaign(told, campaign)

  let saidDay = historyDays
  await timeline.tell(teller.together, (at) => {
    const daysAgo = Math.floor((calendar.now.getTime() - at.getTime()) / 86_400_000)
    if (saidDay - daysAgo < 15) return
    saidDay = daysAgo
    say(`${historyDays - daysAgo} of ${historyDays} days`)
  })
}
