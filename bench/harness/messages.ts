import autocannon from 'autocannon'

const connections = 32

/**
 * Template messages a second that an address takes, each to another person. The bodies are made beforehand, so that
 * the load generator does nothing but send.
 * @throws Error when one is not answered with 2xx: what is refused was not taken
 */
export async function messagesPerSecond(
  url: string,
  token: string,
  bodies: readonly string[],
  seconds: number,
): Promise<number> {
  let next = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        setupRequest(request) {
          request.body = bodies[next % bodies.length] ?? ''
          next += 1
          return request
        },
      },
    ],
  })
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0) throw new Error(`${url}: ${bad} of ${result.requests.total} messages were not accepted.`)
  return result['2xx'] / result.duration
}
