import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { handleWebhook } from './http'

/** The way in, in a process of its own, for tests that kill it: what `server.ts` does with a webhook, without Next. */
const server = createServer(getRequestListener(handleWebhook, { overrideGlobalObjects: false }))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`intake ready on ${(server.address() as AddressInfo).port}\n`)
})
