import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appSecret, callback, numberId, offer, stage, wabaId } from '../testing/stage'
import { examples } from './examples'

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof callback>>
const byHand = (body: unknown) => simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, body)

beforeAll(async () => {
  simulator = await stage()
  hook = await callback()
  await simulator.putAccount()
  await simulator.putTemplates(offer)
  await simulator.subscribe(hook.url)
})
afterAll(async () => {
  await simulator.close()
  await hook.close()
})

type Entry = { id: string; time?: number; changes: { field: string; value: Record<string, unknown> }[] }
const entries = () =>
  hook.posts.flatMap((post) => (JSON.parse(post.body.toString()) as { entry: Entry[] }).entry)

describe('webhooks by hand', () => {
  it('arrive in every shape there is, signed, in the order they were asked for', async () => {
    const names = Object.keys(examples)
    for (const example of names) {
      const answer = await byHand({ example })
      expect(answer).toMatchObject({ status: 200 })
    }
    await expect.poll(() => simulator.world.store.outbox.count(), { timeout: 10_000 }).toBe(0)
    for (const { body, headers } of hook.posts) {
      expect(headers['x-hub-signature-256']).toBe(
        `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
      )
      expect(body.toString()).toMatch(/^[\x20-\x7e]*$/)
    }
    const fields = new Set(hook.changes().map((change) => change.field))
    expect([...fields].sort()).toEqual([
      'account_alerts',
      'account_review_update',
      'account_update',
      'business_capability_update',
      'message_template_components_update',
      'message_template_quality_update',
      'message_template_status_update',
      'messages',
      'phone_number_name_update',
      'phone_number_quality_update',
      'security',
      'template_category_update',
      'user_preferences',
    ])
    expect(new Set(hook.messages().map((message) => message['type']))).toEqual(
      new Set(
        [
          'text button interactive image video audio document sticker location contacts reaction order',
          'request_welcome unsupported system',
        ].flatMap((line) => line.split(' ')),
      ),
    )
    expect(hook.statuses().map((status) => status.status)).toEqual(
      'sent delivered read played failed failed failed failed failed delivered'.split(' '),
    )
  })

  it('name the time of the event for the account, and not for the number', () => {
    for (const { time, changes } of entries()) {
      const ofNumber = ['messages', 'user_preferences'].includes(changes[0]?.field ?? '')
      expect(time === undefined).toBe(ofNumber)
      if (!ofNumber) expect(changes).toHaveLength(1)
    }
  })

  it('carry what was changed in them', async () => {
    const before = hook.messages().length
    const change = { messages: { 0: { text: { body: 'STOP' } } }, contacts: null }
    await byHand({ example: 'text', from: '+31655500123', change })
    await expect.poll(() => hook.messages().length).toBe(before + 1)
    expect(hook.messages().at(-1)).toMatchObject({ from: '31655500123', text: { body: 'STOP' } })
    expect(hook.changes().at(-1)?.value).not.toHaveProperty('contacts')
  })

  it('of somebody who hides the number carry no number anywhere', async () => {
    const before = hook.messages().length
    await byHand({ example: 'text_from_username', from: '+31655500124' })
    await expect.poll(() => hook.messages().length).toBe(before + 1)
    const value = JSON.stringify(hook.changes().at(-1)?.value)
    expect(value).not.toContain('31655500124')
    expect(hook.messages().at(-1)).toMatchObject({ from_user_id: expect.stringMatching(/^NL\.\d{16}$/) })
  })

  it('may be any field at all, also one that nobody knows', async () => {
    await byHand({ field: 'something_new', value: { deep: [1, { two: 'één/twee' }] } })
    await expect
      .poll(() => hook.changes())
      .toContainEqual({ field: 'something_new', value: { deep: [1, { two: 'één/twee' }] } })
    const post = hook.posts.find(({ body }) => body.toString().includes('something_new'))
    expect(post?.body.toString()).toContain('\\u00e9\\u00e9n\\/twee')
  })

  it('come a thousand in one POST, and no more than that', async () => {
    const posts = hook.posts.length
    const failures = () => hook.statuses().filter((status) => status.status === 'failed').length
    const before = failures()
    await byHand({ example: 'failed', times: 2500 })
    await expect.poll(failures, { timeout: 10_000 }).toBe(before + 2500)
    const sizes = hook.posts.slice(posts).map((post) => {
      const { entry } = JSON.parse(post.body.toString()) as { entry: Entry[] }
      return entry.flatMap((one) => one.changes).flatMap((change) => change.value['statuses'] ?? []).length
    })
    expect(sizes).toEqual([1000, 1000, 500])
  })

  it('wait as long as asked, so that later ones overtake them', async () => {
    const before = hook.changes().length
    await simulator.call('POST', '/control/faults', { delayWebhooksMs: [1500, 1500] })
    await byHand({ field: 'late', value: {} })
    await simulator.call('POST', '/control/faults', { delayWebhooksMs: 0 })
    await byHand({ field: 'early', value: {} })
    await expect.poll(() => hook.changes().length, { timeout: 5000 }).toBe(before + 2)
    expect(
      hook
        .changes()
        .slice(-2)
        .map((change) => change.field),
    ).toEqual(['early', 'late'])
  })

  it('go to the callback of the number when it has one, and the rest to that of the account', async () => {
    const own = await callback()
    const configuration = { override_callback_uri: own.url, verify_token: 'verify-token' }
    const set = await simulator.graph('POST', numberId, { webhook_configuration: configuration })
    expect(set.body).toEqual({ success: true })
    const before = hook.changes().length
    await byHand({ example: 'text' })
    await byHand({ example: 'template_paused' })
    await expect.poll(() => [own.changes().length, hook.changes().length]).toEqual([1, before + 1])
    expect(own.changes()[0]?.field).toBe('messages')
    const read = await simulator.graph('GET', `${numberId}?fields=webhook_configuration`)
    expect(read.body.webhook_configuration).toEqual({
      phone_number: own.url,
      whatsapp_business_account: hook.url,
    })
    await simulator.graph('POST', numberId, { webhook_configuration: { override_callback_uri: '' } })
    await own.close()
  })

  it('open the window in which the business may answer', async () => {
    await byHand({ example: 'text', from: '+31655500125' })
    const answer = await simulator.send({ to: '+31655500125', type: 'text', text: { body: 'Dag' } })
    expect(answer.status).toBe(200)
  })

  it('are refused when nobody listens, and when the example does not exist', async () => {
    expect((await byHand({ example: 'dance' })).status).toBe(400)
    await simulator.graph('DELETE', `${wabaId}/subscribed_apps`)
    expect((await byHand({ example: 'text' })).status).toBe(409)
  })
})
