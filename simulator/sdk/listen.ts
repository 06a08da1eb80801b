import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = { status: number; text: string }

async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** A callback address whose requests are answered by somebody else's code. */
export async function listen(handlers: {
  get: (query: URLSearchParams) => Answer
  post: (body: Buffer, signature: string | undefined) => Promise<Answer>
}) {
  const server = createServer(async (request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    const signature = request.headers['x-hub-signature-256']
    const answer =
      request.method === 'GET'
        ? handlers.get(address.searchParams)
        : await handlers.post(await rawBody(request), Array.isArray(signature) ? signature[0] : signature)
    response.statusCode = answer.status
    response.end(answer.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
