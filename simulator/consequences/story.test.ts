import { afterEach, describe, expect, it } from 'vitest'
import { callback, numberId, offer, offerTo, stage, wabaId } from '../testing/stage'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const noon = Date.UTC(2026, 10, 25, 12)

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A simulator whose real clock stands still, so that only `skip` lets time pass. */
async function open(
  change: { account?: object; rules?: object; template?: object; behaviour?: object } = {},
) {
  const simulator = await stage({ wall: () => noon })
  const hook = await callback()
  closing.push(hook.close, simulator.close)
  await simulator.putAccount(change.account)
  await simulator.putTemplates({ ...offer, ...change.template })
  await simulator.subscribe(hook.url)
  await simulator.call('POST', '/control/behaviour', { preset: 'prompt', ...change.behaviour })
  await simulator.call('POST', '/control/rules', { throughput: false, ...change.rules })
  const template = simulator.world.store.templates.find(wabaId, offer.name, 'nl')?.id ?? ''
  const number = (nth: number) => `+316${20_000_000 + nth}`
  let next = 0
  /** Sends to that many people who got nothing before; gives the answers. */
  const sendTo = async (count: number) => {
    const from = next
    next += count
    return sendEach(Array.from({ length: count }, (_, nth) => number(from + nth)))
  }
  /** In order, but not one answer at a time. */
  const sendEach = async (numbers: string[]) => {
    const answers = []
    for (let nth = 0; nth < numbers.length; nth += 20) {
      const some = numbers.slice(nth, nth + 20)
      answers.push(...(await Promise.all(some.map((to) => simulator.send(offerTo(to))))))
    }
    return answers
  }
  const events = () =>
    hook
      .changes()
      .filter((update) => update.field === 'message_template_status_update')
      .map(({ value }) => [value['event'], (value['other_info'] as { title: string } | undefined)?.title])
  const life = async () => (await simulator.call('GET', `/control/templates/${template}`)).body
  const failures = () => hook.statuses().flatMap((status) => status.errors?.map(({ code }) => code) ?? [])
  return { simulator, hook, template, number, sendTo, sendEach, events, life, failures }
}

const codes = (answers: { body: { error?: { code: number } } }[]) =>
  answers.map((answer) => answer.body.error?.code ?? 200)

describe('a campaign that people hate', () => {
  it('turns its template red, pauses it 3 hours, then 6, and then disables it', async () => {
    const { simulator, hook, template, sendTo, events, life } = await open({
      behaviour: { stopShare: 0.3 },
      rules: { pacing: false },
    })
    await simulator.call('POST', `/control/templates/${template}/appeal`, { pushiness: 1 })

    await sendTo(150)
    await simulator.skip(hour)
    expect(await life()).toMatchObject({ status: 'PAUSED', quality_score: 'RED', pauses: 1 })
    expect(codes(await sendTo(1))).toEqual([132015])
    await simulator.skip(2 * hour)
    expect(await life()).toMatchObject({ status: 'PAUSED' })
    await simulator.skip(hour)
    expect(await life()).toMatchObject({ status: 'APPROVED', quality_score: 'UNKNOWN' })

    await sendTo(150)
    await simulator.skip(5 * hour)
    expect(await life()).toMatchObject({ status: 'PAUSED', pauses: 2 })
    await simulator.skip(2 * hour)
    expect(await life()).toMatchObject({ status: 'APPROVED' })

    await sendTo(150)
    await simulator.skip(30 * day)
    expect(await life()).toMatchObject({ status: 'DISABLED', pauses: 3 })
    expect(codes(await sendTo(1))).toEqual([132016])
    await expect.poll(events).toEqual([
      ['PAUSED', 'FIRST_PAUSE'],
      ['APPROVED', 'UNPAUSE'],
      ['PAUSED', 'SECOND_PAUSE'],
      ['APPROVED', 'UNPAUSE'],
      ['DISABLED', 'DISABLED'],
    ])
    const scores = hook
      .changes()
      .filter((change) => change.field === 'message_template_quality_update')
      .map(({ value }) => `${value['previous_quality_score']} ${value['new_quality_score']}`)
    expect(scores).toEqual(['GREEN RED', 'RED UNKNOWN', 'UNKNOWN RED', 'RED UNKNOWN', 'UNKNOWN RED'])
    const number = await simulator.graph('GET', `${numberId}?fields=quality_rating`)
    expect(number.body.quality_rating).toBe('RED')
  })

  it('stays green, week after week, when they do not mind it', async () => {
    const { simulator, sendTo, events, life } = await open({
      template: { quality_score: 'UNKNOWN' },
      behaviour: { preset: 'lifelike', openShare: 0 },
      rules: { pacing: false, messagingLimit: false },
    })
    for (let week = 0; week < 3; week += 1) {
      await sendTo(120)
      await simulator.skip(7 * day)
      expect(await life()).toMatchObject({ status: 'APPROVED', quality_score: 'GREEN' })
    }
    expect(events()).toEqual([])
  })

  it('is one that comes every day, although a weekly one to the same people is fine', async () => {
    const worst = async (everyDays: number) => {
      const { simulator, number, sendEach, life } = await open({
        behaviour: { preset: 'usual', failShare: 0, offShare: 0 },
        rules: { pacing: false, messagingLimit: false, quality: true },
      })
      const people = Array.from({ length: 60 }, (_, nth) => number(nth))
      const badness: number[] = []
      for (let nth = 0; nth < 8; nth += 1) {
        await sendEach(people)
        await simulator.skip(everyDays * day)
        badness.push((await life()).badness)
      }
      const left = people
        .map((person) => simulator.world.store.people.relation(numberId, person.slice(1)))
        .filter((relation) => relation?.blocked || relation?.muted || relation?.stopped)
      return { badness: Math.max(...badness), left: left.length }
    }
    const weekly = await worst(7)
    const daily = await worst(1)
    expect(daily.badness).toBeGreaterThan(weekly.badness)
    expect(daily.left).toBeGreaterThan(weekly.left)
  })
})

describe('pacing', () => {
  const paced = { rules: { pacedAfter: 40 }, template: { quality_score: 'UNKNOWN' } }

  it('holds the rest of a new campaign and lets it go when the first messages are taken well', async () => {
    const { simulator, hook, sendTo, life } = await open(paced)
    const answers = await sendTo(50)
    const told = answers.map((answer) => answer.body.messages[0].message_status)
    expect(told.filter((status) => status === 'accepted')).toHaveLength(40)
    expect(told.filter((status) => status === 'held_for_quality_assessment')).toHaveLength(10)
    await simulator.skip(10 * minute)
    expect(await life()).toMatchObject({ pacing: 'holding', held: 10 })
    await simulator.skip(50 * minute)
    expect(await life()).toMatchObject({ pacing: 'passed', held: 0 })
    await expect.poll(() => hook.statuses().filter((status) => status.status === 'read').length).toBe(50)
    expect((await sendTo(1))[0]?.body.messages[0].message_status).toBe('accepted')
  })

  it('drops the rest with 132015 and pauses the template, which somebody then unpauses', async () => {
    const { simulator, template, sendTo, events, life, failures } = await open({
      ...paced,
      behaviour: { stopShare: 0.5 },
    })
    await sendTo(50)
    for (let waited = 0; (await life()).status !== 'PAUSED' && waited < 60; waited += 1) {
      await simulator.skip(minute)
    }
    expect(await life()).toMatchObject({ status: 'PAUSED', paused_by: 'pacing', held: 0 })
    await expect.poll(failures).toEqual(Array.from({ length: 10 }, () => 132015))
    const unpause = async () => (await simulator.graph('POST', `${template}/unpause`, {})).body
    expect(await unpause()).toEqual({ success: false, reason: expect.stringContaining('5 minutes') })
    await simulator.skip(5 * minute)
    expect(await unpause()).toEqual({ success: true, reason: null })
    await expect.poll(events).toEqual([
      ['PAUSED', 'RATE_LIMITING_PAUSE'],
      ['APPROVED', 'UNPAUSE'],
    ])
    expect(await unpause()).toEqual({ success: false, reason: 'The template is not paused.' })
  })
})

describe('the messaging limit', () => {
  it('refuses one person too many in 24 hours with 131048, but nobody who was reached or who wrote', async () => {
    const { simulator, number, sendTo } = await open({ account: { messagingLimit: 'TIER_50' } })
    expect(codes(await sendTo(51))).toEqual([...Array.from({ length: 50 }, () => 200), 131048])
    expect(codes([await simulator.send(offerTo(number(3)))])).toEqual([200])
    const acts = '/control/people/31655512345/acts'
    await simulator.call('POST', acts, { act: 'write', business: numberId, text: 'Hallo' })
    expect(codes([await simulator.send(offerTo('+31655512345'))])).toEqual([200])
    await simulator.skip(day)
    expect(codes(await sendTo(1))).toEqual([200])
    const account = await simulator.call('GET', `/control/accounts/${wabaId}`)
    expect(account.body).toMatchObject({ messaging_limit: 'TIER_50', reached_in_24_hours: 1 })
  })

  it('goes up within 6 hours after half of it was used in a week', async () => {
    const { simulator, hook, sendTo } = await open({ account: { messagingLimit: 'TIER_2K' } })
    for (let nth = 0; nth < 999; nth += 1) {
      simulator.world.store.reached.add(wabaId, `4915${10_000_000 + nth}`, noon - day * (nth % 6))
    }
    await sendTo(1)
    await simulator.skip(6 * hour)
    const number = await simulator.graph(
      'GET',
      `${numberId}?fields=whatsapp_business_manager_messaging_limit`,
    )
    expect(number.body.whatsapp_business_manager_messaging_limit).toBe('TIER_10K')
    await expect
      .poll(() => hook.changes().find(({ field }) => field === 'business_capability_update')?.value)
      .toMatchObject({ max_daily_conversations_per_business: 'TIER_10K' })
  })

  it('does not go up with poor quality, and says so', async () => {
    const { simulator, hook, sendTo } = await open({
      account: { messagingLimit: 'TIER_2K', qualityRating: 'YELLOW' },
    })
    for (let nth = 0; nth < 1000; nth += 1) {
      simulator.world.store.reached.add(wabaId, `4915${10_000_000 + nth}`, noon)
    }
    await sendTo(1)
    await simulator.skip(6 * hour)
    await expect
      .poll(() => hook.changes().find(({ field }) => field === 'account_alerts')?.value)
      .toMatchObject({ alert_info: { alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED' } })
    expect(simulator.world.store.accounts.byWaba(wabaId)?.messaging_limit).toBe('TIER_2K')
  })

  it('gives a number that reaches 100,000 people a day without limit 1,000 messages a second', async () => {
    const { simulator, hook, sendTo } = await open({ account: { messagingLimit: 'TIER_UNLIMITED' } })
    const { world } = simulator
    world.store.transaction(() => {
      for (let nth = 0; nth < 100_000; nth += 1)
        world.store.reached.add(wabaId, `4915${10_000_000 + nth}`, noon)
    })
    await sendTo(1)
    await simulator.skip(6 * hour)
    const number = await simulator.graph('GET', `${numberId}?fields=throughput`)
    expect(number.body.throughput).toEqual({ level: 'HIGH' })
    await expect
      .poll(() => hook.changes().find(({ field }) => field === 'phone_number_quality_update')?.value)
      .toMatchObject({ event: 'THROUGHPUT_UPGRADE' })
    // The change takes a minute, in which the number is out of use.
    expect((await simulator.send(offerTo('+31655500131'))).body.error.code).toBe(131057)
    await simulator.skip(60_000)
    expect((await simulator.send(offerTo('+31655500131'))).status).toBe(200)
  })
})

describe('pace', () => {
  it('refuses the 81st message within a second with 130429', async () => {
    const { sendTo } = await open({ rules: { throughput: true } })
    expect(codes(await sendTo(81))).toEqual([...Array.from({ length: 80 }, () => 200), 130429])
  })

  it('refuses the 46th message at once to one person with 131056, until what was borrowed is paid back', async () => {
    const { simulator, number } = await open()
    const answers = []
    for (let nth = 0; nth < 46; nth += 1) answers.push(await simulator.send(offerTo(number(0))))
    expect(codes(answers)).toEqual([...Array.from({ length: 45 }, () => 200), 131056])
    await simulator.skip(45 * 6000 - 1)
    expect(codes([await simulator.send(offerTo(number(0)))])).toEqual([131056])
    await simulator.skip(1)
    expect(codes([await simulator.send(offerTo(number(0)))])).toEqual([200])
  })
})

describe('windows', () => {
  it('shut after 24 hours, and stay free for 72 after an answer to somebody who came by an advertisement', async () => {
    const { simulator, hook } = await open()
    const person = '+31655512345'
    const text = { to: person, type: 'text', text: { body: 'Dag' } }
    const write = (more: object = {}) =>
      simulator.call('POST', '/control/people/31655512345/acts', {
        act: 'write',
        business: numberId,
        text: 'Hallo',
        ...more,
      })
    expect(codes([await simulator.send(text)])).toEqual([131047])
    await write()
    expect(codes([await simulator.send(text)])).toEqual([200])
    await simulator.skip(day)
    expect(codes([await simulator.send(text)])).toEqual([131047])

    await write({ referral: { source_id: '1202', ctwa_clid: 'Aff' } })
    await simulator.skip(hour)
    await simulator.send(text)
    await simulator.skip(70 * hour)
    expect(codes([await simulator.send(text)])).toEqual([131047])
    await simulator.send(offerTo(person))
    await simulator.skip(3 * hour)
    await simulator.send(offerTo(person))
    await simulator.skip(hour)
    await expect
      .poll(() =>
        hook
          .statuses()
          .filter(({ status }) => status === 'sent')
          .map((status) => (status as unknown as { pricing: { type: string } }).pricing.type),
      )
      .toEqual(['free_customer_service', 'free_entry_point', 'free_entry_point', 'regular'])
    expect(hook.messages().at(-1)).toMatchObject({ referral: { source_id: '1202', source_type: 'ad' } })
    const sent = hook.statuses().filter(({ status }) => status === 'sent')
    expect(sent[1]).toMatchObject({
      conversation: {
        origin: { type: 'referral_conversion' },
        // 72 hours after the answer, which left a moment before.
        expiration_timestamp: String((noon + 72 * hour) / 1000 - 1),
      },
    })
    expect(sent[3]).not.toHaveProperty('conversation')
  })
})

describe('marketing that WhatsApp withholds', () => {
  it('fails afterwards with 131049 in the United States and after two a day in Brazil, 130472 in the experiment', async () => {
    const { simulator, hook, failures } = await open({
      account: { displayPhoneNumber: '5511912345678' },
    })
    const step = async (to: string) => {
      const answer = await simulator.send(offerTo(to))
      await simulator.skip(hour)
      return answer.body.messages[0].message_status
    }
    for (let nth = 0; nth < 3; nth += 1) expect(await step('+5511912345679')).toBe('accepted')
    expect(await step('+12125550123')).toBe('accepted')
    await simulator.call('POST', '/control/behaviour', { experimentShare: 1 })
    await step('+31655512345')
    await expect.poll(failures).toEqual([131049, 131049, 130472])
    await simulator.skip(day)
    await simulator.call('POST', '/control/behaviour', { experimentShare: 0 })
    await step('+5511912345679')
    await expect.poll(() => hook.statuses().filter(({ status }) => status === 'read').length).toBe(3)
  })
})
