import autocannon from 'autocannon'

const connections = 50

/**
 * Requests a second that an address answers, with 50 connections.
 * @throws Error when anything else than 2xx comes back: an error page is quick and proves nothing.
 */
async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { 'accept-encoding': 'gzip' },
  })
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0)
    throw new Error(`${url}: ${bad} of ${result.requests.total} requests were not answered with 2xx.`)
  return result['2xx'] / result.duration
}

/**
 * Measures several addresses in turn, `rounds` times after a warm-up each, so that whatever else the machine does meets
 * all of them. Returns each one's median.
 */
export async function interleaved<N extends string>(
  urls: Record<N, string>,
  options: { seconds: number; rounds: number; warmUpSeconds: number },
  say: (line: string) => void,
): Promise<Record<N, number>> {
  const names = Object.keys(urls) as N[]
  for (const name of names) {
    say(`warming up: ${name}`)
    await requestsPerSecond(urls[name], options.warmUpSeconds)
  }
  const measured = new Map<N, number[]>(names.map((name) => [name, []]))
  for (let round = 1; round <= options.rounds; round++) {
    for (const name of names) {
      const perSecond = await requestsPerSecond(urls[name], options.seconds)
      say(`round ${round} of ${options.rounds}: ${name}, ${Math.round(perSecond)} a second`)
      measured.get(name)?.push(perSecond)
    }
  }
  return Object.fromEntries([...measured].map(([name, values]) => [name, median(values)])) as Record<
    N,
    number
  >
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
