import { and, eq, sql } from 'drizzle-orm'
import { createCampaign, startJobKey, updateCampaign } from '@/core/campaigns/commands'
import { finishDoneCampaigns } from '@/core/campaigns/progress'
import { scheduleCampaign } from '@/core/campaigns/schedule'
import { startCampaign } from '@/core/campaigns/start'
import { removeJob } from '@/core/platform/jobs'
import { landingPages } from '../schema/landing-pages'
import { templates } from '../schema/templates'
import type { Arrival } from './arrivals'
import { chanceOf, delayMs, pick } from './chance'
import { clicksOf, writeClicks } from './clicks'
import { inboundId, type Said, write } from './signing-up'
import type { DemoCampaign } from './story'
import type { Teller } from './teller'
import { addStatuses, type RawStatus, type Sent, send, statusOf, type Wire } from './wire'

const hour = 3_600_000
const day = 24 * hour

export type Told = { teller: Teller; wire: Wire; arrivals: Map<string, Arrival> }

/** A campaign goes out, and people get it, read it, leave because of it. */
export function addCampaign(told: Told, plan: DemoCampaign): void {
  told.wire.timeline.add(plan.at, async () => {
    const statuses = await goOut(told, plan)
    addStatuses(told.wire, statuses)
  })
}

/** One transaction from plan to last message: a running worker must not see a campaign of the spring and call it overdue. */
async function goOut({ teller, wire, arrivals }: Told, plan: DemoCampaign): Promise<RawStatus[]> {
  const input = await campaignInput(teller, plan)
  const startedAt = plan.at.getTime()
  const statuses: RawStatus[] = []
  const clicks: ReturnType<typeof clicksOf> = []
  await teller.db.transaction(async (db) => {
    const staff = async (at: number) => ({ ...(await teller.asStaff(1, new Date(at))), db })
    const system = (at: number) => ({
      ...teller.as({ type: 'system', job: 'start-campaign' }, new Date(at)),
      db,
    })
    const { id, revision } = await createCampaign(await staff(startedAt - 2 * day), input)
    await scheduleCampaign(await staff(startedAt - 1.2 * day), {
      campaignId: id,
      revision,
      when: { kind: 'at', at: plan.at },
    })
    await startCampaign(system(startedAt + 800), { campaignId: id })
    await removeJob({ db }, startJobKey(id))
    // Thousands of new rows at once, and autovacuum does not come round that fast.
    await db.execute(sql`analyze messages`)
    let clock = startedAt + 2_000
    for (;;) {
      const { claimed, skipped } = await send(wire, system(clock), 400)
      for (const sent of wire.takeSent()) {
        const came = receive({ teller, wire, arrivals }, plan, sent, clock)
        statuses.push(...came)
        clicks.push(...clicksOf(plan, sent, came))
      }
      if (claimed + skipped === 0) break
      // 40 a second.
      clock += 10_000
    }
    await finishDoneCampaigns(system(clock + 5_000))
    const { brandId } = teller.brand
    await writeClicks(db, { brandId, campaignId: id, now: teller.calendar.now }, clicks)
  })
  return statuses
}

async function campaignInput(
  teller: Teller,
  plan: Pick<DemoCampaign, 'name' | 'template' | 'topic' | 'variables' | 'page'>,
) {
  const { brandId, topicIds } = teller.brand
  const [template] = await teller.db
    .select({ id: templates.id })
    .from(templates)
    .where(and(eq(templates.brandId, brandId), eq(templates.name, plan.template)))
  if (!template) throw new Error(`The template ${plan.template} was not synchronised`)
  const [page] = plan.page
    ? await teller.db
        .select({ id: landingPages.id })
        .from(landingPages)
        .where(eq(landingPages.slug, plan.page))
    : []
  return {
    name: plan.name,
    topicId: topicIds[plan.topic],
    templateId: template.id,
    audience: page ? { landingPageIds: [page.id] } : {},
    variables: plan.variables,
  }
}

/** What became of one message; some people are away for days, some numbers are gone. */
function receive(told: Told, plan: DemoCampaign, sent: Sent, sentAt: number): RawStatus[] {
  const chance = chanceOf(`${plan.name} ${sent.toE164}`)
  const fate = chance()
  const takenAt = sentAt + 600 + chance() * 2_500
  if (fate < 0.008)
    return [statusOf(sent, 'failed', takenAt, { code: 131026, title: 'Message undeliverable' })]
  // WhatsApp keeps marketing from a few people for good, to see what it does. It has no limit a person within Europe.
  if (chanceOf(`experiment ${sent.toE164}`)() < 0.01) {
    const error = { code: 130472, title: "User's number is part of an experiment" }
    return [statusOf(sent, 'failed', takenAt, error)]
  }
  const statuses = [statusOf(sent, 'sent', takenAt)]
  if (fate < 0.037) return statuses
  const deliveredAt =
    takenAt + (chance() < 0.9 ? delayMs(chance, 2_500) : Math.min(delayMs(chance, 3 * hour), 5 * day))
  statuses.push(statusOf(sent, 'delivered', deliveredAt))
  const leaves =
    chance() < plan.leaves * (told.arrivals.get(sent.toE164)?.source.leaves ?? 1) || isTold(plan, told, sent)
  if (!leaves && chance() > plan.reads) return statuses
  const readAt = deliveredAt + Math.min(delayMs(chance, 2.4 * hour, 1.9), 6 * day)
  statuses.push(statusOf(sent, 'read', readAt))
  // Some press the button while they read, others find it was one too many a day later.
  const thinks =
    chance() < 0.6 ? delayMs(chance, 70_000, 1.4) : Math.min(delayMs(chance, 15 * hour, 0.9), 3 * day)
  if (leaves) addStop(told, plan, sent, readAt + thinks)
  return statuses
}

/** Two people of the pictures left because of the last campaign. */
const isTold = (plan: DemoCampaign, { arrivals }: Told, sent: Sent): boolean =>
  plan.name === 'Lichten aan' &&
  ['Femke Hoekstra', 'Joris Postma'].includes(arrivals.get(sent.toE164)?.person.name ?? '')

const stopWords = ['STOP', 'Stop', 'stop', 'Afmelden', 'AFMELDEN', 'stoppen'] as const

function addStop(told: Told, plan: DemoCampaign, sent: Sent, atMs: number): void {
  const arrival = told.arrivals.get(sent.toE164)
  if (!arrival) return
  const { person } = arrival
  const chance = chanceOf(`stop ${plan.name} ${sent.toE164}`)
  const at = new Date(Math.ceil(atMs / 1000) * 1000)
  const button = sent.template?.buttons.find((one) => one.kind === 'quick-reply')
  const id = inboundId(`stop ${plan.at.getTime()} ${sent.toE164}`)
  const said: Said =
    button?.kind === 'quick-reply' && chance() < 0.55 && !isTold(plan, told, sent)
      ? { id, at, answers: sent.providerMessageId, button: { text: 'Stop acties', payload: button.payload } }
      : { id, at, text: pick(chance, stopWords) }
  told.wire.timeline.add(at, () => write(told, person, said))
}

/** Somebody leaves without a message of ours as the reason, and perhaps comes back. */
export function addFarewell(told: Told, arrival: Arrival): void {
  const { teller, wire } = told
  const chance = chanceOf(`farewell ${arrival.person.phoneE164}`)
  const daysHere = (teller.calendar.now.getTime() - arrival.at.getTime()) / day
  const perDay = 0.00035 * arrival.source.leaves
  const leavesAfter = -Math.log(1 - chance()) / perDay
  if (!arrival.confirms || leavesAfter > daysHere) return
  const at = new Date(arrival.at.getTime() + Math.max(leavesAfter, 0.05) * day)
  const key = arrival.person.phoneE164
  wire.timeline.add(at, () =>
    write(told, arrival.person, { id: inboundId(`farewell ${key}`), at, text: pick(chance, stopWords) }),
  )
  if (chance() < 0.08) {
    const back = new Date(at.getTime() + delayMs(chance, 3 * day))
    wire.timeline.add(back, () =>
      write(told, arrival.person, { id: inboundId(`back ${key}`), at: back, text: 'START' }),
    )
  }
}

/** What is still to come: one campaign on its way, at least two days ahead on an open day, and one being written. */
export async function planAhead(teller: Teller): Promise<void> {
  const { calendar } = teller
  let ahead = 2
  while (calendar.weekday(-ahead) === 6 || calendar.weekday(-ahead) === 0) ahead++
  const yesterday = await teller.asStaff(1, new Date(calendar.now.getTime() - 20 * hour))
  const input = await campaignInput(teller, {
    name: 'Winterbeurt 2026',
    template: 'winterbeurt_2026',
    topic: 'acties',
    variables: {
      '1': { from: 'name', fallback: 'fietser' },
      '2': { from: 'text', text: '€ 46 in plaats van € 59' },
    },
  })
  const planned = await createCampaign(yesterday, input)
  await scheduleCampaign(yesterday, {
    campaignId: planned.id,
    revision: planned.revision,
    when: { kind: 'at', at: calendar.at(-ahead, '10:00') },
  })
  const today = await teller.asStaff(1, new Date(calendar.now.getTime() - 40 * 60_000))
  const draft = await createCampaign(
    today,
    await campaignInput(teller, {
      name: 'Black Friday: sloten',
      template: 'black_friday_sloten',
      topic: 'acties',
      variables: { '1': { from: 'name', fallback: 'fietser' } },
    }),
  )
  await updateCampaign(today, {
    campaignId: draft.id,
    revision: draft.revision,
    when: { kind: 'at', at: calendar.at(-ahead - 3, '10:00') },
  })
}
