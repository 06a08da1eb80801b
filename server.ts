import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import next from 'next'
import { flushRefusals } from '@/core/inbound/refusals'
import { flushWakes } from '@/core/inbound/wake'
import { getSettings } from '@/core/platform/env'
import { getLog } from '@/core/platform/log'
import { isOwnDomain } from '@/core/sources/domains/elsewhere'
import { flushVersionViews } from '@/core/sources/landing-pages/version-views'
import { answerBy } from '@/core/sources/public/respond'
import { flushScans } from '@/core/sources/qr-codes/scan-counts'
import { settleClientAddress } from '@/server/client-address'
import { endWell, sayReady } from '@/server/lifeline'
import { lightResponse } from '@/server/light-response'
import { answerPublicly, findPublicRoute, loadPublicRoutes } from '@/server/public-routes'

// The web process: one server on one port. The hot public paths are answered here, everything else by Next.

const { PORT, TRUST_PROXY } = getSettings()
const log = getLog('web')
const dev = process.env.NODE_ENV !== 'production'

const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 })
const app = next({ dev, dir: import.meta.dirname, port: PORT, httpServer: server })
await Promise.all([app.prepare(), dev ? undefined : loadPublicRoutes()])

const toNext = app.getRequestHandler()
const toPublic = getRequestListener(answerPublicly, {
  // Next lives in this process too and must find the Request and Response that it knows.
  overrideGlobalObjects: false,
  errorHandler: (error) => {
    log.error({ err: error }, 'public request failed')
    return new Response('', { status: 500 })
  },
})

const LightResponse = lightResponse()
answerBy((body, init) => new LightResponse(body as Uint8Array<ArrayBuffer> | null, init))

server.on('request', (request, response) => {
  settleClientAddress(request, TRUST_PROXY)
  chooseHandler(request).then(
    (handle) => Promise.resolve(handle(request, response)).catch((error: unknown) => fail(response, error)),
    (error: unknown) => fail(response, error),
  )
})

async function chooseHandler(request: IncomingMessage) {
  // In development Next mounts the same functions, with hot reload.
  if (!dev && findPublicRoute(request.url ?? '')) return toPublic
  // A brand's own domain has its public pages and nothing of ours.
  const host = request.headers['x-forwarded-host'] ?? request.headers.host
  return (await isOwnDomain(String(host ?? ''))) ? toPublic : toNext
}

function fail(response: ServerResponse, error: unknown): void {
  log.error({ err: error }, 'request failed')
  if (!response.headersSent) response.statusCode = 500
  response.end()
}

server.listen(PORT, sayReady)

endWell(async () => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  // Streams (a campaign's live numbers) never end by themselves; whatever else runs has had its time by then.
  const cut = setTimeout(() => server.closeAllConnections(), 5_000)
  await closed
  clearTimeout(cut)
  await Promise.all([flushRefusals(), flushWakes(), flushScans(), flushVersionViews()])
  await app.close()
}, 6_500)
