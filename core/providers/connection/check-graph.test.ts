import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCloudApi } from '../whatsapp/cloud-api'
import { openTestGraph, type TestGraph } from '../whatsapp/testing-graph'
import { checkGraph } from './check-graph'
import type { ConnectionStep, Verdict } from './schema'

const now = new Date('2026-11-25T10:00:00Z')
const callbackUrl = 'https://vinkje.example/api/webhooks/whatsapp/KEY'
const waba = '102290129340398'
const number = '106540352242922'

let graph: TestGraph
beforeAll(async () => {
  graph = await openTestGraph()
})
beforeEach(() => {
  graph.refuse = undefined
  graph.answers = { ...allIsWell }
})
afterAll(() => graph.stop())

const token = (change: object = {}) => ({
  body: {
    data: {
      is_valid: true,
      application: 'Fietserij',
      expires_at: 0,
      scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
      granular_scopes: [{ scope: 'whatsapp_business_messaging', target_ids: [waba] }],
      ...change,
    },
  },
})
const numberWith = (change: object) => ({
  body: {
    display_phone_number: '+31 20 123 4567',
    verified_name: 'Fietserij Noord',
    status: 'CONNECTED',
    name_status: 'APPROVED',
    health_status: { can_send_message: 'AVAILABLE', entities: [] },
    ...change,
  },
})
const refused = (code: number, status = 400) => ({ status, body: { error: { code, message: 'no' } } })
const subscribed = (row?: object) => ({
  body: { data: row ? [{ whatsapp_business_api_data: { name: 'Fietserij' }, ...row }] : [] },
})
const days = (count: number) => now.getTime() / 1000 + count * 86_400

const allIsWell: TestGraph['answers'] = {
  '/debug_token': token(),
  '/phone_numbers': { body: { data: [{ id: '1' }, { id: number }] } },
  [`/${number}`]: numberWith({}),
  '/subscribed_apps': subscribed({ override_callback_uri: callbackUrl }),
}

async function verdictsOf(apiBaseUrl: string, accessToken: string): Promise<Verdict[]> {
  const ids = { wabaId: waba, phoneNumberId: number }
  const provider = openCloudApi({ apiBaseUrl, apiVersion: 'v25.0', ...ids, accessToken })
  try {
    return (await checkGraph({ management: provider.management, ...ids, callbackUrl, now })).verdicts
  } finally {
    await provider.close()
  }
}

async function check(accessToken = 'token'): Promise<Partial<Record<ConnectionStep, string>>> {
  const verdicts = await verdictsOf(graph.url, accessToken)
  return Object.fromEntries(verdicts.map(({ step, state, code }) => [step, `${state} ${code}`]))
}

const well = {
  token: 'ok lasting',
  permissions: 'ok both',
  number: 'ok ready',
  subscription: 'ok here',
}

describe('the verdict on what was pasted', () => {
  test('is good at every step when all is well', async () => {
    expect(await check()).toEqual(well)
  })

  test('stops at a token that is refused, and says so of the rest', async () => {
    const skipped = 'skipped token-first'
    const rest = { permissions: skipped, number: skipped, subscription: skipped }
    expect(await check('wrong')).toEqual({ token: 'failed refused', ...rest })
    graph.answers['/debug_token'] = token({ is_valid: false })
    expect(await check()).toEqual({ token: 'failed invalid', ...rest })
  })

  test('says that nothing answers where nothing answers', async () => {
    const verdicts = await verdictsOf('http://127.0.0.1:1', 'token')
    expect(verdicts[0]).toMatchObject({
      state: 'failed',
      code: 'unreachable',
      params: { reason: 'ECONNREFUSED' },
    })
  })

  const cases: [string, TestGraph['answers'], Partial<typeof well>][] = [
    [
      'a token for a day, as the developer page makes',
      { '/debug_token': token({ expires_at: days(1) }) },
      { token: 'warning ends-soon' },
    ],
    ['a token for two months', { '/debug_token': token({ expires_at: days(60) }) }, { token: 'ok ends' }],
    [
      'a token that may not be looked into but is taken',
      { '/debug_token': refused(100) },
      { token: 'ok taken', permissions: 'warning unknown' },
    ],
    [
      'a missing permission',
      { '/debug_token': token({ scopes: ['whatsapp_business_management'] }) },
      { permissions: 'failed missing' },
    ],
    [
      'permission for another account',
      {
        '/debug_token': token({
          granular_scopes: [{ scope: 'whatsapp_business_messaging', target_ids: ['1'] }],
        }),
      },
      { permissions: 'failed other-account' },
    ],
    ['a number that does not exist', { [`/${number}`]: refused(100) }, { number: 'failed unknown' }],
    [
      'a number of another account',
      { '/phone_numbers': { body: { data: [{ id: '1' }] } } },
      { number: 'failed other-account' },
    ],
    [
      'an account that does not exist',
      { '/phone_numbers': refused(100) },
      { number: 'failed account-unknown' },
    ],
    ['a number it may not see', { [`/${number}`]: refused(10, 403) }, { number: 'failed no-permission' }],
    [
      'a number that is not registered',
      { [`/${number}`]: numberWith({ status: 'DISCONNECTED' }) },
      { number: 'failed not-connected' },
    ],
    [
      'a number that may not send',
      {
        [`/${number}`]: numberWith({
          health_status: {
            can_send_message: 'BLOCKED',
            entities: [
              { entity_type: 'WABA', errors: [{ error_code: 1, error_description: 'No payment.' }] },
            ],
          },
        }),
      },
      { number: 'failed blocked' },
    ],
    [
      'a name that is in review',
      { [`/${number}`]: numberWith({ name_status: 'PENDING_REVIEW' }) },
      { number: 'warning name-not-approved' },
    ],
    [
      'a limited number',
      { [`/${number}`]: numberWith({ health_status: { can_send_message: 'LIMITED', entities: [] } }) },
      { number: 'warning limited' },
    ],
    ['a field that Meta has not told of before', { [`/${number}`]: numberWith({ new: 1 }) }, {}],
    ['nobody subscribed', { '/subscribed_apps': subscribed() }, { subscription: 'warning none' }],
    [
      'webhooks that go to another system',
      { '/subscribed_apps': subscribed({ override_callback_uri: 'https://old.example/secret' }) },
      { subscription: 'warning elsewhere' },
    ],
    [
      'webhooks that go where the app says',
      { '/subscribed_apps': subscribed({}) },
      { subscription: 'warning app-only' },
    ],
    [
      'a subscription it may not see',
      { '/subscribed_apps': refused(200, 403) },
      { subscription: 'failed no-permission' },
    ],
  ]
  test.each(cases)('names %s', async (_name, answers, expected) => {
    Object.assign(graph.answers, answers)
    expect(await check()).toEqual({ ...well, ...expected })
  })

  test('names the host of another system and not its path, which may hold a secret', async () => {
    graph.answers['/subscribed_apps'] = subscribed({ override_callback_uri: 'https://old.example/secret' })
    const verdicts = await verdictsOf(graph.url, 'token')
    expect(JSON.stringify(verdicts)).toContain('old.example')
    expect(JSON.stringify(verdicts)).not.toContain('secret')
  })
})
