import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Callback = {
  url: string
  /** The bodies that were taken, in order of arrival. */
  taken: { path: string; body: Record<string, unknown> }[]
  /** Set: every call is answered so, and nothing is taken. */
  refuse: number | undefined
  refused: number
  until: (done: () => boolean) => Promise<void>
  stop: () => Promise<void>
}

/** An address that keeps what is posted to it. */
export async function openCallback(): Promise<Callback> {
  let told: () => void = () => undefined
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (callback.refuse === undefined) {
        callback.taken.push({
          path: request.url ?? '',
          body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
        })
      } else callback.refused += 1
      response.writeHead(callback.refuse ?? 200).end()
      told()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const callback: Callback = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    refuse: undefined,
    refused: 0,
    until: async (done) => {
      while (!done()) {
        await new Promise<void>((resolve) => {
          told = resolve
        })
      }
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return callback
}
