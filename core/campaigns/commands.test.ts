import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { campaigns } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../brands/scope'
import { newId } from '../platform/ids'
import { addPerson, daysBefore, makeWorld, noon, type World } from '../policy/testing-world'
import { createCampaign, updateCampaign } from './commands'
import { scheduleCampaign } from './schedule'
import { cancelCampaign, pauseCampaign, resumeCampaign } from './steer'

let database: TestDatabase
let world: World
let marketer: BrandContext

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeWorld(database.db)
  marketer = await world.as('marketer', noon)
  await addPerson(database.db, world, { consent: { topicId: world.offers, state: 'confirmed' } })
})
afterAll(() => database.drop())

let count = 0
const variables = { '1': { from: 'name' as const, fallback: 'daar' } }
const draft = (more: Partial<Parameters<typeof createCampaign>[1]> = {}) =>
  createCampaign(marketer, {
    name: `Winterbeurt ${++count}`,
    topicId: world.offers,
    templateId: world.template,
    variables,
    ...more,
  })
const read = async (id: string) => {
  const [row] = await database.db.select().from(campaigns).where(eq(campaigns.id, id))
  return row
}
const jobs = async (id: string) => {
  const rows = await database.db.execute<{ run_at: string }>(
    sql`select run_at from graphile_worker.jobs where key = ${`start-campaign:${id}`}`,
  )
  return rows.map((row) => new Date(row.run_at).toISOString())
}
const tomorrow = { kind: 'at' as const, at: daysBefore(noon, -1) }

describe('a draft', () => {
  test('is made once, however often the form is sent', async () => {
    const id = newId()
    const first = await draft({ id, name: 'Dubbel' })
    expect(await draft({ id, name: 'Dubbel' })).toEqual(first)
    const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.subjectId, id))
    expect(audit.map((row) => row.action)).toEqual(['campaign.create'])
  })

  test('needs a name of its own, whatever the capitals', async () => {
    await draft({ name: 'Lente' })
    await expect(draft({ name: 'lente' })).rejects.toMatchObject({ code: 'conflict', field: 'name' })
  })

  test('does not send marketing to those who asked for something else', async () => {
    await expect(draft({ topicId: world.workshop })).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'topicId',
    })
  })

  test("takes no topic or template of somebody else's", async () => {
    const other = await makeWorld(database.db)
    await expect(draft({ topicId: other.offers })).rejects.toMatchObject({ code: 'not-found' })
    await expect(draft({ templateId: other.template })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('of two people who change it, the second one is told', async () => {
    const { id, revision } = await draft()
    await updateCampaign(marketer, { campaignId: id, revision, audience: { languages: ['nl'] } })
    await expect(updateCampaign(marketer, { campaignId: id, revision, audience: {} })).rejects.toMatchObject({
      code: 'campaign-changed-elsewhere',
    })
    expect((await read(id))?.audience).toEqual({ languages: ['nl'] })
  })

  test("another brand's is not found", async () => {
    const { id, revision } = await draft()
    const stranger = await (await makeWorld(database.db)).as('owner', noon)
    await expect(updateCampaign(stranger, { campaignId: id, revision, name: 'Mijn' })).rejects.toThrow(
      'not-found',
    )
    await expect(cancelCampaign(stranger, { campaignId: id })).rejects.toThrow('not-found')
    await expect(scheduleCampaign(stranger, { campaignId: id, revision, when: tomorrow })).rejects.toThrow(
      'not-found',
    )
  })
})

test('who only looks, changes nothing', async () => {
  const { id, revision } = await draft()
  const viewer = await world.as('viewer', noon)
  const refused = { code: 'not-allowed' }
  await expect(
    createCampaign(viewer, { name: 'Nee', topicId: world.offers, templateId: world.template }),
  ).rejects.toMatchObject(refused)
  await expect(updateCampaign(viewer, { campaignId: id, revision, name: 'Nee' })).rejects.toMatchObject(
    refused,
  )
  await expect(scheduleCampaign(viewer, { campaignId: id, revision, when: tomorrow })).rejects.toMatchObject(
    refused,
  )
  await expect(pauseCampaign(viewer, { campaignId: id })).rejects.toMatchObject(refused)
  await expect(resumeCampaign(viewer, { campaignId: id })).rejects.toMatchObject(refused)
  await expect(cancelCampaign(viewer, { campaignId: id })).rejects.toMatchObject(refused)
})

describe('a schedule is refused', () => {
  const refuse = async (when: Parameters<typeof scheduleCampaign>[1]['when'], error: object, more = {}) => {
    const { id, revision } = await draft(more)
    await expect(scheduleCampaign(marketer, { campaignId: id, revision, when })).rejects.toMatchObject(error)
    expect((await read(id))?.state).toBe('draft')
    expect(await jobs(id)).toEqual([])
  }

  test('in the past', () =>
    refuse({ kind: 'at', at: daysBefore(noon, 1) }, { code: 'schedule-in-past', field: 'when' }))
  test('in the past of the brand’s own clock', () =>
    // Noon in UTC is one o'clock in Amsterdam.
    refuse({ kind: 'local', time: '2026-11-23T12:30' }, { code: 'schedule-in-past', field: 'when' }))
  test('at a time that the clock skips in spring', () =>
    refuse(
      { kind: 'local', time: '2027-03-28T02:30' },
      { code: 'schedule-invalid-time', field: 'when', params: { problem: 'missing' } },
    ))
  test('at a time that comes twice in autumn, until it is said which', () =>
    refuse(
      { kind: 'local', time: '2027-10-31T02:30' },
      { code: 'schedule-invalid-time', field: 'when', params: { problem: 'twice' } },
    ))
  test('with a placeholder that would stand empty', async () => {
    const error = { code: 'template-variable-missing', field: 'variables', params: { name: '1' } }
    await refuse(tomorrow, error, { variables: {} })
    await refuse(tomorrow, error, { variables: { '1': { from: 'text', text: ' ' } } })
    await refuse(tomorrow, error, { variables: { '1': { from: 'name', fallback: '' } } })
  })
  test('with nobody who may get it', () =>
    refuse(tomorrow, { code: 'audience-empty', field: 'audience' }, { audience: { languages: ['en'] } }))
  test('with a template that WhatsApp has not approved', async () => {
    for (const status of ['PENDING', 'REJECTED', 'PAUSED', 'DISABLED']) {
      await database.db.update(templates).set({ status }).where(eq(templates.id, world.template))
      await refuse(tomorrow, { code: 'template-not-approved', params: { status } })
    }
    await database.db.update(templates).set({ status: 'APPROVED' }).where(eq(templates.id, world.template))
  })
})

describe('a schedule', () => {
  test('reads the time on the wall of the brand’s zone, either of the double hour included', async () => {
    const at = async (time: string, occurrence?: 'earlier' | 'later') => {
      const { id, revision } = await draft()
      const when = { kind: 'local' as const, time, occurrence }
      return (await scheduleCampaign(marketer, { campaignId: id, revision, when })).scheduledAt.toISOString()
    }
    expect(await at('2026-12-01T10:00')).toBe('2026-12-01T09:00:00.000Z')
    expect(await at('2027-07-01T10:00')).toBe('2027-07-01T08:00:00.000Z')
    expect(await at('2027-10-31T02:30', 'earlier')).toBe('2027-10-31T00:30:00.000Z')
    expect(await at('2027-10-31T02:30', 'later')).toBe('2027-10-31T01:30:00.000Z')
  })

  test('pressed twice, also at once, is one schedule, one job and one line in the log', async () => {
    for (const when of [tomorrow, { kind: 'now' as const }]) {
      const { id, revision } = await draft()
      const press = () => scheduleCampaign(marketer, { campaignId: id, revision, when })
      const [one, two] = await Promise.all([press(), press()])
      const three = await press()
      expect(two).toEqual(one)
      expect(three).toEqual(one)
      expect(await jobs(id)).toEqual([one.scheduledAt.toISOString()])
      const audit = await database.db.select().from(auditEvents).where(eq(auditEvents.subjectId, id))
      expect(audit.filter((row) => row.action === 'campaign.schedule')).toHaveLength(1)
    }
  })

  test('from a screen that is no longer true is refused', async () => {
    const { id, revision } = await draft()
    await updateCampaign(marketer, {
      campaignId: id,
      revision,
      audience: { languages: ['nl'] },
      when: tomorrow,
    })
    await expect(
      scheduleCampaign(marketer, { campaignId: id, revision, when: tomorrow }),
    ).rejects.toMatchObject({
      code: 'campaign-changed-elsewhere',
    })
    expect((await read(id))?.state).toBe('draft')
  })

  test('a new moment replaces the old one, a change takes it off the schedule', async () => {
    const { id, revision } = await draft()
    await scheduleCampaign(marketer, { campaignId: id, revision, when: tomorrow })
    const later = { kind: 'at' as const, at: daysBefore(noon, -2) }
    await scheduleCampaign(marketer, { campaignId: id, revision: revision + 1, when: later })
    expect(await jobs(id)).toEqual([later.at.toISOString()])
    await updateCampaign(marketer, { campaignId: id, revision: revision + 2, audience: {} })
    expect(await jobs(id)).toEqual([])
    expect(await read(id)).toMatchObject({ state: 'draft', scheduledAt: later.at })
  })

  test('that is cancelled stays cancelled', async () => {
    const { id, revision } = await draft()
    await scheduleCampaign(marketer, { campaignId: id, revision, when: tomorrow })
    await cancelCampaign(marketer, { campaignId: id })
    await cancelCampaign(marketer, { campaignId: id })
    expect(await jobs(id)).toEqual([])
    const row = await read(id)
    expect(row).toMatchObject({ state: 'cancelled', finishedAt: noon })
    const input = { campaignId: id, revision: row?.revision ?? 0 }
    await expect(scheduleCampaign(marketer, { ...input, when: tomorrow })).rejects.toThrow(
      'campaign-not-editable',
    )
    await expect(updateCampaign(marketer, { ...input, name: 'Weer' })).rejects.toThrow(
      'campaign-not-editable',
    )
    await expect(resumeCampaign(marketer, { campaignId: id })).rejects.toThrow('campaign-not-editable')
  })
})
