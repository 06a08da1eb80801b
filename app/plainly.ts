/**
 * A public function as a route of Next. Next compresses every answer, also one that is compressed already, so the function is
 * asked for it plain. `server.ts` mounts the same functions without Next, where they compress by themselves.
 */
export const plainly =
  (handle: (request: Request) => Promise<Response>) =>
  (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers)
    headers.delete('accept-encoding')
    const { url, method, body, signal } = request
    // Not `new Request(request)`: Next's own kind of request cannot be copied.
    return handle(new Request(url, { method, headers, body, signal, ...(body ? { duplex: 'half' } : {}) }))
  }
