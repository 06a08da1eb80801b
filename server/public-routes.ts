type Handler = (request: Request) => Promise<Response>

type PublicRoute = {
  /** Ends with a slash, or is the whole path: a brand may be called `verify-shop`. */
  prefix: string
  /** The most that a visitor may send, in bytes; `own` where the handler reads and limits the body by itself. */
  maxBodyBytes: number | 'own'
  /** Loaded when first asked for. */
  load: () => Promise<Handler>
}

/**
 * The paths that strangers and phones ask for in numbers. They are plain `Request → Response` functions and are
 * answered before Next sees the request; Next's own route handlers mount the same functions, for a deployment without
 * this server and for development with hot reload.
 */
const routes: PublicRoute[] = [
  {
    prefix: '/p/',
    maxBodyBytes: 64 * 1024,
    load: async () => (await import('@/core/sources/landing-pages/http')).handleLandingPage,
  },
  {
    prefix: '/q/',
    maxBodyBytes: 0,
    load: async () => (await import('@/core/sources/qr-codes/http')).handleQrCode,
  },
  {
    prefix: '/pictures/',
    maxBodyBytes: 0,
    load: async () => {
      const { handlePicture } = await import('@/core/sources/pictures/http')
      return (request) => handlePicture(request)
    },
  },
  {
    prefix: '/l/',
    maxBodyBytes: 0,
    load: async () => (await import('@/core/dispatch/links/http')).handleMessageLink,
  },
  {
    prefix: '/.well-known/vinkje/',
    maxBodyBytes: 0,
    load: async () => (await import('@/core/sources/domains/proof')).handleDomainProof,
  },
  {
    prefix: '/robots.txt',
    maxBodyBytes: 0,
    load: async () => (await import('@/core/sources/public/robots')).handleRobots,
  },
  {
    prefix: '/preferences/',
    maxBodyBytes: 4 * 1024,
    load: async () => (await import('@/core/inbound/own-page/http')).handleOwnPage,
  },
  {
    prefix: '/unsubscribe/',
    maxBodyBytes: 4 * 1024,
    load: async () => (await import('@/core/inbound/own-page/unsubscribe')).handleUnsubscribe,
  },
  {
    prefix: '/uninvite/',
    maxBodyBytes: 4 * 1024,
    load: async () => (await import('@/core/inbound/own-page/uninvite')).handleUninvite,
  },
  {
    prefix: '/api/v1/withdrawals',
    maxBodyBytes: 16 * 1024,
    load: async () => (await import('@/core/inbound/withdrawals-api')).handleWithdrawals,
  },
  {
    prefix: '/verify',
    maxBodyBytes: 5 * 1024 * 1024,
    load: async () => (await import('@/core/sources/verify/http')).handleVerify,
  },
  {
    prefix: '/api/webhooks/',
    // It counts what was too large for the staff to see.
    maxBodyBytes: 'own',
    load: async () => (await import('@/core/inbound/http')).handleWebhook,
  },
]

const loaded = new Map<PublicRoute, Promise<Handler>>()

/** @param path the path of the request, with or without its query. */
export function findPublicRoute(path: string): PublicRoute | undefined {
  const [bare = ''] = path.split('?')
  return routes.find(({ prefix }) =>
    prefix.endsWith('/') ? bare.startsWith(prefix) : bare === prefix || bare === `${prefix}/`,
  )
}

/** Loads all handlers, so that the first visitor does not wait for it. */
export async function loadPublicRoutes(): Promise<void> {
  await Promise.all(routes.map(handlerOf))
}

/**
 * Answers a request for one of the paths above; 413 when it carries too much. All else is asked of a brand's own domain, which has
 * nothing else.
 */
export async function answerPublicly(request: Request): Promise<Response> {
  const route = findPublicRoute(new URL(request.url).pathname)
  if (!route) return (await import('@/core/sources/domains/elsewhere')).handleElsewhere(request)
  if (route.maxBodyBytes === 'own') return (await handlerOf(route))(request)
  const limited = await limitBody(request, route.maxBodyBytes)
  if (!limited) return plain(413, { connection: 'close' })
  return (await handlerOf(route))(limited)
}

function handlerOf(route: PublicRoute): Promise<Handler> {
  const known = loaded.get(route) ?? route.load()
  loaded.set(route, known)
  return known
}

const plain = (status: number, headers: Record<string, string> = {}) =>
  new Response('', { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })

/** Reads the body, and no more of it than is allowed, whatever the header says its length is. */
async function limitBody(request: Request, maxBytes: number): Promise<Request | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return request
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: await new Blob(chunks).bytes(),
  })
}
