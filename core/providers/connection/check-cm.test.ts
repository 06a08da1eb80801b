import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestSimulator, type TestSimulator } from '../../dispatch/testing-stage'
import { checkCm, checkCmToken } from './check-cm'

const known = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const unknown = '4f2504e0-4f89-41d3-9a0c-0305e82c3301'

let simulator: TestSimulator
beforeAll(async () => {
  simulator = await startTestSimulator()
  await simulator.control('PUT', `/cm/accounts/${known}`, { name: 'Fietserij Noord' })
})
afterAll(() => simulator.stop())

test('a token that CM.com knows is taken without a message being made, an unknown one is refused', async () => {
  expect(await checkCmToken({ apiBaseUrl: simulator.url, productToken: known })).toEqual({
    step: 'token',
    state: 'ok',
    code: 'cm-taken',
  })
  expect(await checkCmToken({ apiBaseUrl: simulator.url, productToken: unknown })).toMatchObject({
    state: 'failed',
    code: 'cm-refused',
  })
  expect(await simulator.control('GET', '/sms')).toEqual({ sms: [] })
})

test('what CM.com does not tell is not claimed', async () => {
  const verdicts = await checkCm({ apiBaseUrl: simulator.url, productToken: known })
  expect(verdicts.map(({ step, state }) => `${step} ${state}`)).toEqual([
    'token ok',
    'permissions skipped',
    'number skipped',
    'subscription skipped',
  ])
})

describe('an answer', () => {
  let server: Server
  let answer: { status: number; body: string }
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  test.each([
    ['of an empty balance is a remark', 400, '{"errorCode":102}', 'warning', 'cm-balance'],
    ['that is closed to this token says so', 403, '', 'failed', 'cm-refused'],
    ['of a proxy is unclear', 502, '<html>', 'failed', 'cm-unclear'],
    ['that all is well with an empty message is unclear', 200, '{"errorCode":0}', 'failed', 'cm-unclear'],
  ])('%s', async (_what, status, body, state, code) => {
    answer = { status, body }
    const apiBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await checkCmToken({ apiBaseUrl, productToken: known })).toMatchObject({ state, code })
  })

  test('that does not come names why', async () => {
    expect(await checkCmToken({ apiBaseUrl: 'http://127.0.0.1:1', productToken: known })).toMatchObject({
      code: 'unreachable',
      params: { reason: 'ECONNREFUSED' },
    })
  })
})
