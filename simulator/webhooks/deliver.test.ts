import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { appSecret, callback, numberId, offer, offerTo, stage, wabaId } from '../testing/stage'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(answers: number[] = []) {
  const simulator = await stage()
  const hook = await callback(answers)
  closing.push(hook.close, simulator.close)
  await simulator.putAccount()
  await simulator.putTemplates(offer)
  await simulator.subscribe(hook.url)
  await simulator.call('POST', '/control/phones', { number: '+31655500101', name: 'Sanne de Wit' })
  const act = (what: object) => simulator.call('POST', '/phone/phones/31655500101/acts', what)
  return { simulator, hook, act }
}

describe('webhooks', () => {
  it('signs the exact bytes, also of letters outside ASCII', async () => {
    const { hook, act } = await open()
    await act({ act: 'write', business: numberId, text: 'Één ☃ graag' })
    await expect.poll(() => hook.posts.length).toBe(1)
    const [post] = hook.posts
    const body = post?.body ?? Buffer.alloc(0)
    expect(post?.headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
    )
    expect(hook.messages()).toEqual([
      expect.objectContaining({ from: '31655500101', type: 'text', text: { body: 'Één ☃ graag' } }),
    ])
  })

  it('tries again with the same bytes until the answer is 200, and keeps the order', async () => {
    const { hook, act } = await open([500, 404])
    await act({ act: 'write', business: numberId, text: 'een' })
    await expect.poll(() => hook.refused.length).toBe(1)
    await act({ act: 'write', business: numberId, text: 'twee' })
    await expect.poll(() => hook.messages().length, { timeout: 6000 }).toBe(2)
    expect(hook.refused).toHaveLength(2)
    expect(hook.messages().map((message) => message['text'])).toEqual([{ body: 'een' }, { body: 'twee' }])
  })

  it('tells sent, delivered and, once the chat is open, read, and gives the opaque data back', async () => {
    const { simulator, hook, act } = await open()
    const sent = await simulator.send(offerTo('+31655500101'))
    await expect.poll(() => hook.statuses().map((status) => status.status)).toEqual(['sent', 'delivered'])
    await act({ act: 'look', business: numberId })
    await expect
      .poll(() => hook.statuses().map((status) => status.status))
      .toEqual(['sent', 'delivered', 'read'])
    for (const status of hook.statuses()) {
      expect(status).toMatchObject({ id: sent.body.messages[0].id, biz_opaque_callback_data: 'cmp:1' })
    }
    expect(hook.statuses()[0]).toMatchObject({
      recipient_id: '31655500101',
      pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'marketing' },
    })
  })

  it('brings the payload of a pressed button, and fails marketing after the stop switch', async () => {
    const { simulator, hook, act } = await open()
    const sent = await simulator.send(offerTo('+31655500101'))
    const id = sent.body.messages[0].id
    await expect.poll(() => hook.statuses().length).toBe(2)
    await act({ act: 'press', message: id, index: 1 })
    await expect.poll(() => hook.messages().length).toBe(1)
    expect(hook.messages()[0]).toMatchObject({
      type: 'button',
      button: { payload: 'OUT', text: 'Stoppen' },
      context: { id },
    })
    await act({ act: 'offers', business: numberId, stopped: true })
    await simulator.send(offerTo('+31655500101'))
    await expect
      .poll(() => hook.statuses())
      .toContainEqual(
        expect.objectContaining({ status: 'failed', errors: [expect.objectContaining({ code: 131050 })] }),
      )
    const preference = hook.changes().find((change) => change.field === 'user_preferences')
    expect(preference?.value.user_preferences).toEqual([
      expect.objectContaining({ wa_id: '31655500101', value: 'stop', category: 'marketing_messages' }),
    ])
  })

  it('gathers statuses into few posts, and doubles them when asked to', async () => {
    const { simulator, hook } = await open()
    await simulator.call('POST', '/control/behaviour', {
      deliverMs: [0, 0],
      readShare: 0,
      failShare: 0,
      stopShare: 0,
      replyShare: 0,
    })
    const people = Array.from({ length: 60 }, (_, index) => `+316555002${String(index).padStart(2, '0')}`)
    await Promise.all(people.map((number) => simulator.send(offerTo(number))))
    await expect.poll(() => hook.statuses().length, { timeout: 5000 }).toBe(120)
    expect(hook.posts.length).toBeLessThan(40)
    await simulator.call('POST', '/control/faults', { duplicateWebhooks: true })
    await simulator.send(offerTo('+31655500101'))
    await expect.poll(() => hook.statuses().length).toBe(124)
  })

  it('refuses a callback that it cannot reach, and reaches it when it is no longer cut off', async () => {
    const simulator = await stage()
    closing.push(simulator.close)
    const hook = await callback()
    closing.push(hook.close)
    await simulator.putAccount()
    await simulator.call('POST', '/control/faults', { cutOffAccounts: [wabaId] })
    expect((await simulator.subscribe(hook.url)).status).toBe(400)
    await simulator.call('POST', '/control/faults', { cutOffAccounts: [] })
    expect((await simulator.subscribe(hook.url)).status).toBe(200)
  })

  it('takes up messages and webhooks after a restart', async () => {
    const first = await stage()
    const hook = await callback()
    closing.push(hook.close)
    await first.putAccount()
    await first.putTemplates(offer)
    await first.subscribe(hook.url)
    await first.call('POST', '/control/phones', { number: '+31655500101', name: 'Sanne de Wit' })
    await first.call('POST', '/control/faults', { webhookOutageMs: 60_000 })
    await first.call('POST', '/control/behaviour', { deliverMs: [600, 600], failShare: 0 })
    await first.send(offerTo('+31655500300'))
    await first.call('POST', '/phone/phones/31655500101/acts', {
      act: 'write',
      business: numberId,
      text: 'STOP',
    })
    await first.close({ keep: true })
    expect(hook.posts).toHaveLength(0)

    const second = await stage({ dataDir: first.dataDir })
    closing.push(second.close)
    expect((await second.call('GET', '/control/health')).body).toMatchObject({
      ok: true,
      accounts: 1,
      phones: 1,
    })
    await second.call('POST', '/control/faults', { webhookOutageMs: 0 })
    await expect.poll(() => hook.messages().length).toBe(1)
    await expect
      .poll(() => hook.statuses().map((status) => status.status), { timeout: 4000 })
      .toEqual(['sent', 'delivered'])
  })
})
