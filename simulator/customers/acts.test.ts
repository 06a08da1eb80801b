import { afterEach, describe, expect, it } from 'vitest'
import { callback, numberId, offer, offerTo, stage, wabaId } from '../testing/stage'

const hour = 3_600_000
const day = 24 * hour
const noon = Date.UTC(2026, 10, 25, 12)

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: { seed?: number; dataDir?: string; behaviour?: object } = {}) {
  const simulator = await stage({ ...options, wall: () => noon })
  const hook = await callback()
  closing.push(hook.close)
  await simulator.putAccount()
  await simulator.putTemplates(offer)
  await simulator.subscribe(hook.url)
  await simulator.call('POST', '/control/rules', { throughput: false, pacing: false })
  await simulator.call('POST', '/control/behaviour', { preset: 'prompt', ...options.behaviour })
  const act = (number: string, what: object) =>
    simulator.call('POST', `/control/people/${number}/acts`, { business: numberId, ...what })
  return { simulator, hook, act }
}
const opened = async (options?: Parameters<typeof open>[0]) => {
  const stage = await open(options)
  closing.push(() => stage.simulator.close())
  return stage
}

type Shown = { contacts?: { wa_id?: string; user_id: string; profile: { username?: string } }[] }

describe('people', () => {
  it('take another number: the business is told, chats go along, and the old number is nobody’s', async () => {
    const { simulator, hook, act } = await opened()
    await act('31655512345', { act: 'write', text: 'Hallo' })
    await expect.poll(() => hook.messages().length).toBe(1)
    const before = (hook.changes()[0]?.value as Shown | undefined)?.contacts?.[0]?.user_id
    const moved = await act('31655512345', { act: 'move' })
    expect(moved.body.number).toMatch(/^316\d{8}$/)
    await expect.poll(() => hook.messages().length).toBe(2)
    const change = hook.changes().at(-1)?.value as Shown
    expect(change).not.toHaveProperty('contacts')
    expect(hook.messages().at(-1)).toMatchObject({
      from: '31655512345',
      type: 'system',
      system: { type: 'user_changed_number', wa_id: moved.body.number, body: expect.any(String) },
    })
    const { system } = hook.messages().at(-1) as { system: { user_id: string } }
    expect(before).toMatch(/^NL\./)
    expect(system.user_id).not.toBe(before)
    // The window came along, and the chat with it.
    const free = { type: 'text', text: { body: 'Dag' } }
    expect((await simulator.send({ to: `+${moved.body.number}`, ...free })).status).toBe(200)
    expect((await simulator.send({ to: '+31655512345', ...free })).body.error.code).toBe(131047)
    await simulator.send(offerTo('+31655512345'))
    await simulator.skip(hour)
    await expect
      .poll(() => hook.statuses().flatMap((status) => status.errors?.map(({ code }) => code) ?? []))
      .toEqual([131026])
    expect((await act('31655512346', { act: 'move', to: '31201234567' })).status).toBe(409)
  })

  it('hide their number behind a username from a business that was not in touch with it for 30 days', async () => {
    const { simulator, hook, act } = await opened()
    await act('31655512345', { act: 'username', username: 'sanne.dewit' })
    await act('31655512345', { act: 'write', text: 'Hallo' })
    await act('31655512345', { act: 'offers', stopped: true })
    await expect.poll(() => hook.changes().length).toBe(2)
    for (const { value } of hook.changes()) {
      const [contact] = (value as Shown).contacts ?? []
      expect(contact).toMatchObject({
        user_id: expect.stringMatching(/^NL\./),
        profile: { username: 'sanne.dewit' },
      })
      expect(JSON.stringify(value)).not.toContain('31655512345')
    }
    expect(hook.messages()[0]).toMatchObject({ from_user_id: expect.stringMatching(/^NL\./) })

    // Written to by that id it stays hidden; written to by number the business knows it.
    const userId = hook.messages()[0]?.['from_user_id']
    const text = { type: 'text', text: { body: 'Dag' } }
    await simulator.send({ recipient: userId, ...text })
    await simulator.skip(1000)
    await expect.poll(() => hook.statuses().length).toBe(3)
    for (const status of hook.statuses()) {
      expect(status).not.toHaveProperty('recipient_id')
      expect(status).toMatchObject({ recipient_user_id: userId })
    }
    await simulator.send({ to: '+31655512345', ...text })
    await simulator.skip(1000)
    await expect.poll(() => hook.statuses().at(-1)).toMatchObject({ recipient_id: '31655512345' })
    await simulator.skip(30 * day)
    await act('31655512345', { act: 'write', text: 'Nog iets' })
    await expect.poll(() => hook.messages().length).toBe(2)
    expect(hook.messages()[1]).not.toHaveProperty('from')
  })

  it('whose phone is off get their messages when it is on again, days later', async () => {
    const { simulator, hook } = await opened({ behaviour: { offShare: 1 } })
    for (let nth = 0; nth < 40; nth += 1) await simulator.send(offerTo(`+316200000${10 + nth}`))
    const delivered = () => hook.statuses().filter(({ status }) => status === 'delivered').length
    await simulator.skip(hour)
    await expect.poll(() => hook.statuses().filter(({ status }) => status === 'sent').length).toBe(40)
    await expect.poll(delivered).toBeGreaterThan(0)
    const soon = delivered()
    expect(soon).toBeLessThan(40)
    await simulator.skip(4 * day)
    await expect.poll(delivered).toBe(40)
  })

  it('open a link; it is noted, and fetched only when that was asked for', async () => {
    const { simulator, hook, act } = await opened()
    const shop = await callback()
    closing.push(shop.close)
    const button = { type: 'URL', text: 'Bekijk', url: shop.url }
    await simulator.putTemplates({
      ...offer,
      name: 'etalage',
      parameter_format: 'POSITIONAL',
      components: [
        { type: 'BODY', text: 'Kijk' },
        { type: 'BUTTONS', buttons: [button] },
      ],
    })
    const template = { name: 'etalage', language: { code: 'nl' } }
    const sent = await simulator.send({ to: '+31655512345', type: 'template', template })
    const id = sent.body.messages[0].id
    await simulator.skip(hour)
    expect((await act('31655512345', { act: 'press', message: id, index: 0 })).status).toBe(200)
    expect(simulator.world.store.messages.byId(id)?.opened_at).toBe(noon + hour)
    expect(simulator.world.log.latest(5).some(({ title }) => title === 'openedLink')).toBe(false)
    await simulator.call('POST', '/control/behaviour', { followLinks: true })
    await act('31655512345', { act: 'press', message: id, index: 0 })
    await expect
      .poll(() => simulator.world.log.latest(5).find(({ title }) => title === 'openedLink'))
      .toMatchObject({ answer: '403', ok: false })
    expect(hook.messages()).toEqual([])
  })

  it('live the same month with the same seed, and another one with another', async () => {
    const month = async (seed: number) => {
      const { simulator } = await opened({
        seed,
        behaviour: { preset: 'lifelike', stopShare: 0.05, moveShare: 0.02 },
      })
      for (let nth = 0; nth < 4; nth += 1) {
        for (let person = 0; person < 30; person += 1)
          await simulator.send(offerTo(`+316200000${10 + person}`))
        await simulator.skip(7 * day)
      }
      return simulator.world.store.messages
        .latest(1000)
        .map(({ peer, direction, status, created_at: at, read_at: readAt, content, opened_at: openedAt }) => [
          peer,
          direction,
          // Of what they write, the status says how far our own webhook came: that is the wire's time, not theirs.
          direction === 'in' ? null : status,
          at,
          readAt,
          openedAt,
          content.body,
        ])
    }
    const first = await month(3)
    expect(first.length).toBeGreaterThan(120)
    expect(await month(3)).toEqual(first)
    expect(await month(4)).not.toEqual(first)
  })

  it('and rules go on after a restart: a pause ends, a window shuts, the clock is where it was', async () => {
    const { simulator } = await open({ behaviour: { stopShare: 0.4 } })
    const template = simulator.world.store.templates.find(wabaId, offer.name, 'nl')?.id ?? ''
    await simulator.call('POST', `/control/templates/${template}/appeal`, { pushiness: 1 })
    for (let nth = 0; nth < 80; nth += 1) await simulator.send(offerTo(`+316200000${10 + nth}`))
    await simulator.skip(hour)
    const before = await simulator.call('GET', `/control/templates/${template}`)
    expect(before.body).toMatchObject({ status: 'PAUSED', pauses: 1 })
    await simulator.close({ keep: true })

    const again = await stage({ dataDir: simulator.dataDir, wall: () => noon })
    closing.push(() => again.close())
    const clock = await again.call('GET', '/control/clock')
    expect(Date.parse(clock.body.now)).toBe(noon + hour)
    expect((await again.call('GET', `/control/templates/${template}`)).body).toEqual(before.body)
    await again.skip(3 * hour)
    expect((await again.call('GET', `/control/templates/${template}`)).body.status).toBe('APPROVED')
  })
})

describe('faults on demand', () => {
  it.each([
    ['rateLimited', true, 400, 130429],
    ['fail5xx', 1, 503, 2],
    ['tokenExpired', true, 401, 190],
  ])('%s', async (fault, on, status, code) => {
    const { simulator } = await opened()
    await simulator.call('POST', '/control/faults', { [fault]: on })
    const answer = await simulator.send(offerTo('+31655512345'))
    expect(answer.status).toBe(status)
    expect(answer.body.error.code).toBe(code)
    await simulator.call('POST', '/control/faults', { [fault]: false })
    expect((await simulator.send(offerTo('+31655512345'))).status).toBe(200)
  })

  it('refuses management with 80007 and lets messages pass', async () => {
    const { simulator } = await opened()
    await simulator.call('POST', '/control/faults', { managementLimited: true })
    expect((await simulator.graph('GET', `${wabaId}/message_templates`)).body.error.code).toBe(80007)
    expect((await simulator.send(offerTo('+31655512345'))).status).toBe(200)
  })

  it('strikes the same calls with the same seed', async () => {
    const struck = async () => {
      const { simulator } = await opened()
      await simulator.call('POST', '/control/faults', { fail5xx: 0.3 })
      const answers: number[] = []
      for (let nth = 0; nth < 40; nth += 1)
        answers.push((await simulator.send(offerTo(`+316200000${10 + nth}`))).status)
      return answers
    }
    const first = await struck()
    expect(first).toContain(503)
    expect(first).toContain(200)
    expect(await struck()).toEqual(first)
  })

  it('keeps webhooks back for as long as the real clock says, however fast the simulated one runs', async () => {
    const { simulator, hook, act } = await opened()
    await simulator.call('POST', '/control/faults', { webhookOutageMs: 600_000 })
    await act('31655512345', { act: 'write', text: 'Hallo' })
    await simulator.skip(30 * day)
    expect((await simulator.call('GET', '/control/health')).body.queuedWebhooks).toBe(1)
    expect(hook.posts).toHaveLength(0)
    await simulator.call('POST', '/control/faults', { webhookOutageMs: 0 })
    await expect.poll(() => hook.messages().length).toBe(1)
  })
})
