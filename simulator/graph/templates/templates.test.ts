import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callback, numberId, offer, stage, wabaId } from '../../testing/stage'

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof callback>>

beforeAll(async () => {
  simulator = await stage()
  hook = await callback()
  await simulator.putAccount()
  await simulator.subscribe(hook.url)
  await simulator.putTemplates(...['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...offer, name })))
})
afterAll(async () => {
  await simulator.close()
  await hook.close()
})

const names = (body: { data: { name: string }[] }) => body.data.map((template) => template.name)

describe('templates', () => {
  it('walks through pages forth and back by cursor', async () => {
    const first = await simulator.graph('GET', `${wabaId}/message_templates?limit=2&fields=name`)
    expect(names(first.body)).toEqual(['a', 'b'])
    expect(Object.keys(first.body.data[0]).sort()).toEqual(['id', 'name'])
    expect(first.body.paging.previous).toBeUndefined()
    const second = await simulator.graph('GET', first.body.paging.next.split('/v24.0/')[1])
    expect(names(second.body)).toEqual(['c', 'd'])
    const third = await simulator.graph('GET', second.body.paging.next.split('/v24.0/')[1])
    expect(names(third.body)).toEqual(['e'])
    expect(third.body.paging.next).toBeUndefined()
    const back = await simulator.graph(
      'GET',
      `${wabaId}/message_templates?limit=2&before=${third.body.paging.cursors.before}`,
    )
    expect(names(back.body)).toEqual(['c', 'd'])
  })

  it('filters, and gives the same id to the same name and language', async () => {
    const again = await simulator.putTemplates({ ...offer, name: 'a', status: 'PAUSED' })
    const listed = await simulator.graph('GET', `${wabaId}/message_templates?status=PAUSED,REJECTED`)
    expect(names(listed.body)).toEqual(['a'])
    expect(listed.body.data[0].id).toBe(again.body.templates[0].id)
    expect(
      names((await simulator.graph('GET', `${wabaId}/message_templates?name=b&language=nl`)).body),
    ).toEqual(['b'])
  })

  const news = {
    name: 'nieuw',
    language: 'nl',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Hallo {{1}}, tot gauw.', example: { body_text: [['Jan']] } }],
  }

  it('takes a template in review and tells that it is approved', async () => {
    const created = await simulator.graph('POST', `${wabaId}/message_templates`, news)
    expect(created).toEqual({
      status: 200,
      body: { id: expect.stringMatching(/^\d+$/), status: 'PENDING', category: 'MARKETING' },
    })
    await expect
      .poll(() => hook.changes().find((change) => change.value['message_template_name'] === 'nieuw'), {
        timeout: 6000,
      })
      .toMatchObject({
        field: 'message_template_status_update',
        value: { event: 'APPROVED', message_template_id: Number(created.body.id), reason: 'NONE' },
      })
    const read = await simulator.graph('GET', `${created.body.id}?fields=status,quality_score`)
    expect(read.body).toMatchObject({ status: 'APPROVED', quality_score: { score: 'UNKNOWN' } })
    const twice = await simulator.graph('POST', `${wabaId}/message_templates`, news)
    expect(twice.body.error).toMatchObject({ code: 100, error_subcode: 2388024 })
  })

  it.each([
    ['a name in capitals', { name: 'Nieuw' }, undefined],
    ['no body', { name: 'x1', components: [{ type: 'FOOTER', text: 'x' }] }, 2388072],
    ['a variable at the end', { name: 'x2', components: [{ type: 'BODY', text: 'Hallo {{1}}' }] }, 2388299],
    [
      'a variable without example',
      { name: 'x3', components: [{ type: 'BODY', text: 'Dag {{1}} tot gauw' }] },
      2388043,
    ],
    [
      'too many variables',
      {
        name: 'x4',
        components: [{ type: 'BODY', text: 'a {{1}} {{2}} b', example: { body_text: [['1', '2']] } }],
      },
      2388293,
    ],
  ])('refuses %s', async (_what, change, subcode) => {
    const answer = await simulator.graph('POST', `${wabaId}/message_templates`, { ...news, ...change })
    expect(answer.status).toBe(400)
    expect(answer.body.error.code).toBe(100)
    expect(answer.body.error.error_subcode).toBe(subcode)
  })

  it('changes rating and status on request and tells so', async () => {
    const listed = await simulator.graph('GET', `${wabaId}/message_templates?name=c`)
    const { id } = listed.body.data[0]
    await simulator.call('POST', `/control/templates/${id}/quality`, { score: 'YELLOW' })
    await simulator.call('POST', `/control/templates/${id}/status`, { event: 'PAUSED', title: 'FIRST_PAUSE' })
    await expect
      .poll(() => hook.changes().filter((change) => change.value['message_template_name'] === 'c'))
      .toEqual([
        {
          field: 'message_template_quality_update',
          value: expect.objectContaining({ previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' }),
        },
        {
          field: 'message_template_status_update',
          value: expect.objectContaining({
            event: 'PAUSED',
            other_info: expect.objectContaining({ title: 'FIRST_PAUSE' }),
          }),
        },
      ])
  })
})

describe('numbers and subscriptions', () => {
  it('shows the fields asked for', async () => {
    const answer = await simulator.graph(
      'GET',
      `${numberId}?fields=quality_rating,throughput,status,display_phone_number`,
    )
    expect(answer.body).toEqual({
      id: numberId,
      quality_rating: 'GREEN',
      throughput: { level: 'STANDARD' },
      status: 'CONNECTED',
      display_phone_number: '+31 20 123 4567',
    })
  })

  it('keeps the old callback when the handshake with a new one fails', async () => {
    const answer = await simulator.graph('POST', `${wabaId}/subscribed_apps`, {
      override_callback_uri: hook.url,
      verify_token: 'wrong',
    })
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ code: 100, error_subcode: 2200 })
    const kept = await simulator.graph('GET', `${wabaId}/subscribed_apps`)
    expect(kept.body.data[0].override_callback_uri).toBe(hook.url)
  })

  it('tells nobody after the subscription is gone', async () => {
    await simulator.graph('DELETE', `${wabaId}/subscribed_apps`)
    expect((await simulator.graph('GET', `${wabaId}/subscribed_apps`)).body).toEqual({ data: [] })
  })
})
