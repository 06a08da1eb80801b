import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TestGraph = {
  url: string
  templates: Record<string, unknown>[]
  subscriptions: unknown[]
  /** Set: every call is refused so. */
  refuse: { status: number; code: number } | undefined
  /** Answers of management calls by the end of their path (`/debug_token`), instead of the usual ones. */
  answers: Record<string, { status?: number; body: unknown }>
  /** Set: sends are answered with this text and status, as a proxy might. */
  raw: { status: number; body: string } | undefined
  stop: () => Promise<void>
}

/** A Graph API of few words for tests of what the simulator does not do: long lists, refusals, odd answers. */
export async function openTestGraph(): Promise<TestGraph> {
  const server = createServer((request, response) => {
    answer(graph, request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const graph: TestGraph = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    templates: [],
    subscriptions: [],
    refuse: undefined,
    answers: {},
    raw: undefined,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return graph
}

async function answer(graph: TestGraph, request: IncomingMessage): Promise<{ status: number; body: string }> {
  const address = new URL(request.url ?? '/', 'http://localhost')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const json = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) })
  if (request.headers.authorization !== 'Bearer token')
    return json({ error: { code: 190, message: 'no token' } }, 401)
  if (graph.refuse)
    return json({ error: { code: graph.refuse.code, message: 'refused' } }, graph.refuse.status)
  const given = Object.entries(graph.answers).find(([end]) => address.pathname.endsWith(end))?.[1]
  if (given && request.method === 'GET') return json(given.body, given.status)
  if (address.pathname.endsWith('/message_templates')) return json(pageOf(graph.templates, address))
  if (address.pathname.endsWith('/subscribed_apps')) {
    graph.subscriptions.push(JSON.parse(Buffer.concat(chunks).toString()))
    return json({ success: true })
  }
  if (address.pathname.endsWith('/messages')) {
    return (
      graph.raw ?? json({ messages: [{ id: 'wamid.ok', message_status: 'held_for_quality_assessment' }] })
    )
  }
  return json({
    display_phone_number: '+31 20 123 4567',
    verified_name: 'Fietserij Noord',
    quality_rating: 'GREEN',
    whatsapp_business_manager_messaging_limit: 'TIER_100K',
  })
}

function pageOf(all: Record<string, unknown>[], address: URL) {
  const size = Number(address.searchParams.get('limit'))
  const start = Number(address.searchParams.get('after') ?? 0)
  const end = start + size
  const next = end < all.length ? { next: 'https://graph.example/next' } : {}
  return {
    data: all.slice(start, end),
    paging: { cursors: { before: String(start), after: String(end) }, ...next },
  }
}
