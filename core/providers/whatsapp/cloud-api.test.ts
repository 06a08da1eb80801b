import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openCloudApi } from './cloud-api'
import { openTestGraph, type TestGraph } from './testing-graph'
import type { WhatsAppProvider } from './types'

let graph: TestGraph
let provider: WhatsAppProvider

const open = (apiBaseUrl: string) =>
  openCloudApi({
    apiBaseUrl,
    apiVersion: 'v25.0',
    wabaId: '1',
    phoneNumberId: '2',
    accessToken: 'token',
    answerTimeoutMs: 1_000,
  })

beforeAll(async () => {
  graph = await openTestGraph()
  provider = open(graph.url)
})

afterEach(() => {
  graph.raw = undefined
  graph.refuse = undefined
})

afterAll(async () => {
  await provider.close()
  await graph.stop()
})

const message = { messageId: 'our-id', toE164: '+31612345678', body: 'Hoi' }

test('a message that WhatsApp holds for a look at its quality is accepted and held', async () => {
  expect(await provider.sendText(message)).toEqual({
    kind: 'accepted',
    providerMessageId: 'wamid.ok',
    held: true,
  })
})

test('a 200 that cannot be read was accepted all the same, so nobody sends it again', async () => {
  graph.raw = { status: 200, body: '<html>' }
  expect(await provider.sendText(message)).toEqual({ kind: 'unknown', reason: 'unreadable-answer' })
})

test('a gateway that gave up tells nothing', async () => {
  graph.raw = { status: 502, body: '<html>' }
  expect(await provider.sendText(message)).toEqual({ kind: 'unknown', reason: 'http-502' })
})

test('a refusal is told by its code and its details', async () => {
  graph.raw = {
    status: 400,
    body: JSON.stringify({
      error: { code: 131026, message: '(#131026)', error_data: { details: 'Not on WhatsApp' } },
    }),
  }
  expect(await provider.sendText(message)).toMatchObject({
    kind: 'refused',
    then: 'give-up',
    code: 131026,
    title: 'Not on WhatsApp',
  })
})

test('where nobody listens nothing was sent', async () => {
  const nobody = open('http://127.0.0.1:1')
  expect(await nobody.sendText(message)).toMatchObject({
    kind: 'refused',
    then: 'retry',
    title: 'ECONNREFUSED',
  })
  await expect(nobody.listTemplates()).rejects.toMatchObject({ code: 'provider-unreachable' })
  await nobody.close()
})
