import { getRequestListener } from '@hono/node-server'

/**
 * The Response class of the server that writes to the wire: it keeps the bytes as they are, where the standard one copies them and reads
 * them back as a stream. Hono only hands it out by putting it in place of the global one, which Next must find as it was.
 */
export function lightResponse(): typeof Response {
  const { Request: request, Response: response } = globalThis
  getRequestListener(() => new response())
  const light = globalThis.Response
  for (const [name, value] of Object.entries({ Request: request, Response: response })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  }
  return light
}
