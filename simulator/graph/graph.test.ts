import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callback, numberId, offer, offerTo, stage, token, wabaId } from '../testing/stage'

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof callback>>

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

const standing = (change: object) => simulator.call('PATCH', `/control/accounts/${wabaId}`, change)
const auth = { authorization: `Bearer ${token}` }

async function upload(bytes: Uint8Array<ArrayBuffer>, type: string, more: Record<string, string> = {}) {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new Blob([bytes], { type }), 'a.png')
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  const url = `${simulator.base}/v24.0/${numberId}/media`
  const response = await fetch(url, { method: 'POST', headers: auth, body: form })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3])

describe('media', () => {
  it('comes back byte for byte, to the token alone and while the link is fresh', async () => {
    const { body } = await upload(png, 'image/png')
    const shown = await simulator.graph('GET', `${body.id}?phone_number_id=${numberId}`)
    expect(shown.body).toMatchObject({
      messaging_product: 'whatsapp',
      id: body.id,
      mime_type: 'image/png',
      file_size: png.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect((await fetch(shown.body.url)).status).toBe(401)
    const got = await fetch(shown.body.url, { headers: auth })
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(png)
    expect(got.headers.get('content-type')).toBe('image/png')
    const stale = shown.body.url.replace(/ext=\d+/, 'ext=1700000000')
    expect((await fetch(stale, { headers: auth })).status).toBe(404)
    const longer = shown.body.url.replace(/ext=\d+/, 'ext=9900000000')
    expect((await fetch(longer, { headers: auth })).status).toBe(404)
    expect((await simulator.graph('GET', `${body.id}?phone_number_id=1`)).body.error.error_subcode).toBe(33)
  })

  it('can be sent by its id, shows on the phone, and is gone once deleted', async () => {
    const { body } = await upload(png, 'image/png')
    const message = { to: '+31655500130', type: 'image', image: { id: body.id } }
    await simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, {
      example: 'text',
      from: message.to,
    })
    expect((await simulator.send(message)).status).toBe(200)
    const [, sent] = (await simulator.call('GET', '/control/messages?to=31655500130')).body.messages.reverse()
    expect(sent ?? {}).toBeDefined()
    expect((await fetch(`${simulator.base}/phone/media/${body.id}`)).headers.get('content-type')).toBe(
      'image/png',
    )
    expect((await simulator.graph('DELETE', body.id)).body).toEqual({ success: true })
    expect((await simulator.graph('GET', body.id)).body.error.error_subcode).toBe(33)
    expect((await simulator.send(message)).body.error.code).toBe(131009)
  })

  it.each([
    ['a type it does not take', png, 'application/zip', {}, 100],
    ['a picture above 5 MB', new Uint8Array(5 * 1024 * 1024 + 1), 'image/png', {}, 131053],
    ['an empty file', new Uint8Array(0), 'image/png', {}, 131053],
    ['another product', png, 'image/png', { messaging_product: 'telegram' }, 100],
  ])('is refused with %s', async (_what, bytes, type, more, code) => {
    expect((await upload(bytes, type, more)).body.error.code).toBe(code)
  })

  it('for template headers is uploaded in parts, and its handle is what a template may name', async () => {
    const query = `file_name=a.png&file_length=${png.length}&file_type=image/png`
    const started = await simulator.graph('POST', `123/uploads?${query}`)
    const part = async (bytes: Uint8Array<ArrayBuffer>, offset: number) => {
      const response = await fetch(`${simulator.base}/v24.0/${started.body.id}`, {
        method: 'POST',
        headers: { authorization: `OAuth ${token}`, file_offset: String(offset) },
        body: bytes,
      })
      return JSON.parse(await response.text())
    }
    expect(await part(png.slice(0, 4), 0)).toMatchObject({ file_offset: 4 })
    expect((await part(png.slice(4), 0)).error.code).toBe(100)
    expect((await simulator.graph('GET', started.body.id)).body.file_offset).toBe(4)
    const { h } = await part(png.slice(4), 4)
    const picture = (handle: string) =>
      simulator.graph('POST', `${wabaId}/message_templates`, {
        name: 'met_plaatje',
        language: 'nl',
        category: 'marketing',
        components: [
          { type: 'header', format: 'image', example: { header_handle: [handle] } },
          { type: 'body', text: 'Kijk eens wat een plaatje.' },
        ],
      })
    expect((await picture('4::made-up')).body.error.error_subcode).toBe(2388047)
    expect((await picture(h)).body).toMatchObject({ status: 'PENDING', category: 'MARKETING' })
    expect(
      (await simulator.graph('POST', `123/uploads?${query.replace('image/png', 'image/gif')}`)).status,
    ).toBe(400)
  })
})

describe('short links', () => {
  it('are made, read, changed and removed, and their image leads to them', async () => {
    const made = await simulator.graph('POST', `${numberId}/message_qrdls`, {
      prefilled_message: 'AANMELDEN zomer',
      generate_qr_image: 'SVG',
    })
    const { code } = made.body
    expect(made.body).toEqual({
      code: expect.stringMatching(/^[A-Z2-7]{14}$/),
      prefilled_message: 'AANMELDEN zomer',
      deep_link_url: `https://wa.me/message/${code}`,
      qr_image_url: `${simulator.base}/qr/${code}.svg`,
    })
    expect(await (await fetch(made.body.qr_image_url)).text()).toContain('<svg')
    const image = await fetch(made.body.qr_image_url.replace('.svg', '.png'))
    expect(new Uint8Array(await image.arrayBuffer()).slice(1, 4)).toEqual(new Uint8Array([80, 78, 71]))

    await simulator.graph('POST', `${numberId}/message_qrdls`, {
      code,
      prefilled_message: 'AANMELDEN herfst',
    })
    const listed = await simulator.graph(
      'GET',
      `${numberId}/message_qrdls?fields=code,qr_image_url.format(PNG)`,
    )
    expect(listed.body.data).toEqual([
      expect.objectContaining({
        code,
        prefilled_message: 'AANMELDEN herfst',
        qr_image_url: expect.stringMatching(/png$/),
      }),
    ])
    const opened = await fetch(`${simulator.base}/wa.me/message/${code}`, { redirect: 'manual' })
    expect(opened.headers.get('location')).toBe('/wa.me/31201234567?text=AANMELDEN+herfst')

    expect((await simulator.graph('DELETE', `${numberId}/message_qrdls/${code}`)).body).toEqual({
      success: true,
    })
    expect((await simulator.graph('GET', `${numberId}/message_qrdls/${code}`)).body.error.error_subcode).toBe(
      33,
    )
    expect((await fetch(`${simulator.base}/wa.me/message/${code}`, { redirect: 'manual' })).status).toBe(404)
  })

  it.each([
    ['no text', {}],
    ['more than 140 characters', { prefilled_message: 'x'.repeat(141) }],
    ['an image format that does not exist', { prefilled_message: 'x', generate_qr_image: 'GIF' }],
  ])('are refused with %s', async (_what, body) => {
    expect((await simulator.graph('POST', `${numberId}/message_qrdls`, body)).body.error.code).toBe(100)
  })
})

describe('how an account stands', () => {
  it('shows in its health, which is as bad as its worst part', async () => {
    const health = async (id: string) =>
      (await simulator.graph('GET', `${id}?fields=health_status`)).body.health_status
    expect((await health(numberId)).can_send_message).toBe('AVAILABLE')
    await standing({ verified: false })
    expect(await health(wabaId)).toMatchObject({ can_send_message: 'LIMITED' })
    await standing({ reviewStatus: 'RESTRICTED' })
    expect((await health(numberId)).can_send_message).toBe('BLOCKED')
    await standing({ verified: true, reviewStatus: 'APPROVED' })
  })

  it('decides whether it may send', async () => {
    await standing({ numberStatus: 'RESTRICTED' })
    expect((await simulator.send(offerTo('+31655500131'))).body.error.code).toBe(131031)
    await standing({ numberStatus: 'CONNECTED', permissions: ['whatsapp_business_management'] })
    const refused = await simulator.send(offerTo('+31655500131'))
    expect([refused.status, refused.body.error.code]).toEqual([403, 10])
    const tokens = await simulator.graph('GET', `debug_token?input_token=${token}`)
    expect(tokens.body.data).toMatchObject({ is_valid: true, scopes: ['whatsapp_business_management'] })
    await standing({ permissions: ['whatsapp_business_messaging', 'whatsapp_business_management'] })
    expect((await simulator.send(offerTo('+31655500131'))).status).toBe(200)
  })

  it('needs a registered number, and registering it needs the PIN it once got', async () => {
    const register = (pin: string) =>
      simulator.graph('POST', `${numberId}/register`, { messaging_product: 'whatsapp', pin })
    expect((await register('212834')).body).toEqual({ success: true })
    expect((await simulator.graph('POST', `${numberId}/deregister`)).body).toEqual({ success: true })
    expect((await simulator.send(offerTo('+31655500132'))).body.error.code).toBe(133010)
    expect((await register('111111')).body.error.code).toBe(133005)
    expect((await register('212834')).status).toBe(200)
    expect((await simulator.send(offerTo('+31655500132'))).status).toBe(200)
  })
})

describe('who a message is for', () => {
  it('may be named by the id of WhatsApp, and then no number comes back', async () => {
    await simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, {
      example: 'text_from_username',
      from: '+31655500133',
    })
    const nameless = () => hook.messages().find((message) => !('from' in message))
    await expect.poll(nameless).toBeDefined()
    const userId = nameless()?.['from_user_id']
    const { to: _to, ...message } = offerTo('')
    const sent = await simulator.send({ ...message, recipient: userId })
    expect(sent.body.contacts).toEqual([{ input: userId, user_id: userId }])
    const kept = await simulator.call('GET', '/control/messages?to=31655500133')
    expect(kept.body.messages).toHaveLength(1)
    expect((await simulator.send({ ...message, recipient: 'NL.1234567890123456' })).body.error.code).toBe(
      131009,
    )
    expect((await simulator.send(message)).body.error.code).toBe(131008)
    // The number goes first when both are given.
    const both = await simulator.send({ ...offerTo('+31655500134'), recipient: userId })
    expect(both.body.contacts).toEqual([{ input: '+31655500134', wa_id: '31655500134' }])
  })

  it('is checked by the key of the account when the caller gives its hash', async () => {
    await simulator.graph('POST', `${numberId}/settings`, {
      user_identity_change: { enable_identity_key_check: true },
    })
    await simulator.call('POST', `/control/accounts/${wabaId}/webhooks`, {
      example: 'text',
      from: '+31655500135',
    })
    type Known = { wa_id: string; identity_key_hash: string }
    const known = () =>
      hook
        .changes()
        .flatMap((change) => (change.value['contacts'] ?? []) as Known[])
        .find((contact) => contact.wa_id === '31655500135')
    await expect.poll(known).toBeDefined()
    const hash = known()?.identity_key_hash
    expect(hash).toMatch(/^[\w+/]{12}$/)
    const send = (key: string | undefined) =>
      simulator.send({ ...offerTo('+31655500135'), recipient_identity_key_hash: key })
    expect((await send('other')).body.error.code).toBe(137000)
    expect((await send(hash)).status).toBe(200)
    await simulator.graph('POST', `${numberId}/settings`, {
      user_identity_change: { enable_identity_key_check: false },
    })
  })
})

describe('marketing messages', () => {
  it('take marketing templates that are ten minutes old, and nothing else', async () => {
    await simulator.putTemplates({ ...offer, name: 'dienst', category: 'UTILITY' })
    const lite = (message: object) =>
      simulator.graph('POST', `${numberId}/marketing_messages`, { messaging_product: 'whatsapp', ...message })
    expect((await lite({ ...offerTo('+31655500136'), product_policy: 'STRICT' })).status).toBe(200)
    expect((await lite(offerTo('+31655500136', { name: 'dienst' }))).body.error.code).toBe(131055)
    expect((await lite({ to: '+31655500136', type: 'text', text: { body: 'x' } })).body.error.code).toBe(
      131055,
    )
    await simulator.call('POST', '/control/review', { afterMs: 0 })
    const fresh = {
      name: 'vers',
      language: 'nl',
      category: 'MARKETING',
      components: [{ type: 'BODY', text: 'Vers van de pers.' }],
    }
    const { body } = await simulator.graph('POST', `${wabaId}/message_templates`, fresh)
    await expect
      .poll(async () => (await simulator.graph('GET', `${body.id}?fields=status`)).body.status)
      .toBe('APPROVED')
    const message = {
      to: '+31655500136',
      type: 'template',
      template: { name: 'vers', language: { code: 'nl' } },
    }
    expect((await lite(message)).body.error.code).toBe(134101)
    await simulator.call('POST', '/control/clock', { skipMs: 11 * 60_000 })
    expect((await lite(message)).status).toBe(200)
    await simulator.call('POST', '/control/review', { afterMs: 2000 })
  })
})

describe('figures', () => {
  it('of templates are refused to a business in the EU, and elsewhere need switching on, for good', async () => {
    const list = await simulator.graph('GET', `${wabaId}/message_templates?name=lichten_aan`)
    const now = Math.floor(simulator.world.clock() / 1000)
    const query = `start=${now - 3600}&end=${now + 3600}&granularity=daily&template_ids=[${list.body.data[0].id}]`
    const read = () => simulator.graph('GET', `${wabaId}/template_analytics?${query}`)
    const enable = (on: boolean) => simulator.graph('POST', `${wabaId}?is_enabled_for_insights=${on}`)
    expect((await read()).body.error.code).toBe(200005)
    expect((await enable(true)).body.error.code).toBe(200005)
    await standing({ country: 'US' })
    // Its number is still Dutch.
    expect((await read()).body.error.code).toBe(200005)
    await simulator.call('PUT', `/control/accounts/${wabaId}`, {
      businessName: 'Fietserij Noord',
      phoneNumberId: numberId,
      displayPhoneNumber: '15550783881',
      verifiedName: 'Fietserij Noord',
      accessToken: token,
      appSecret: 'app-secret',
    })
    expect((await read()).body.error.code).toBe(200007)
    expect((await enable(true)).status).toBe(200)
    expect((await enable(false)).body.error.code).toBe(200006)
    const figures = (await read()).body
    expect(figures.data[0]).toMatchObject({ granularity: 'DAILY', product_type: 'cloud_api' })
    expect(figures.data[0].data_points[0].sent).toBeGreaterThan(0)
    await simulator.putAccount()
    await standing({ country: 'NL' })
  })

  it('of messages and prices are given for the spans asked for', async () => {
    const now = Math.floor(simulator.world.clock() / 1000)
    const asked = `analytics.start(${now - 7200}).end(${now + 60}).granularity(HALF_HOUR)`
    const answer = await simulator.graph('GET', `${wabaId}?fields=name,${asked}`)
    expect(answer.body.name).toBe('Fietserij Noord')
    const sent = answer.body.analytics.data_points.map((point: { sent: number }) => point.sent)
    const kept = (await simulator.call('GET', '/control/messages')).body.messages
    const outgoing = kept.filter((message: { direction: string }) => message.direction === 'out')
    expect(sent.reduce((sum: number, one: number) => sum + one, 0)).toBe(outgoing.length)
    const prices = `pricing_analytics.start(${now - 7200}).end(${now + 60}).granularity(DAILY)`
    expect((await simulator.graph('GET', `${wabaId}?fields=${prices}`)).status).toBe(200)
    expect((await simulator.graph('GET', `${wabaId}?fields=analytics.start(2)`)).body.error.code).toBe(100)
  })
})

describe('management calls', () => {
  it('tell how much of the quota is used, and stop with 80007 when it is gone', async () => {
    await standing({ registered: false })
    const list = () => fetch(`${simulator.base}/v24.0/${wabaId}/message_templates?limit=1`, { headers: auth })
    const usage = (response: Response) =>
      JSON.parse(response.headers.get('x-business-use-case-usage') ?? '{}')[wabaId][0]
    const first = await list()
    expect(usage(first)).toMatchObject({
      type: 'whatsapp_business_management',
      estimated_time_to_regain_access: 0,
    })
    let last = first
    for (let call = 0; call < 200 && last.status === 200; call += 1) last = await list()
    expect(last.status).toBe(400)
    expect((JSON.parse(await last.text()) as { error: { code: number } }).error.code).toBe(80007)
    expect(usage(last)).toMatchObject({ call_count: 100 })
    expect(usage(last).estimated_time_to_regain_access).toBeGreaterThan(0)
    await standing({ registered: true })
  })

  it('of paths and objects that do not exist are refused in the platform’s words', async () => {
    expect((await simulator.graph('GET', '999')).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await simulator.graph('GET', `${wabaId}/dance`)).body.error).toMatchObject({
      code: 100,
      error_subcode: 2500,
    })
    expect((await simulator.graph('POST', `${numberId}/messages`, undefined, 'wrong')).body.error.code).toBe(
      190,
    )
  })
})
