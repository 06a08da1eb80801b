import autocannon from 'autocannon'

const connections = 50

export type Target = {
  url: string
  /** From so many addresses in turn, as behind a proxy. One by default. */
  visitors?: number
  /** The one answer that counts: 200 by default. */
  status?: number
}

type Measured = { perSecond: number; p99Ms: number }

const phone =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'

/**
 * Asks an address over and over with 50 connections, as fast as it answers or at a fixed rate.
 * @throws Error when anything else comes back: an error page is quick and proves nothing.
 */
async function ask(
  { url, visitors = 1, status = 200 }: Target,
  seconds: number,
  rate?: number,
): Promise<Measured> {
  const headers = { 'accept-encoding': 'gzip', 'user-agent': phone }
  const requests = Array.from({ length: visitors }, (_, n) => ({
    headers: { ...headers, ...(visitors > 1 ? { 'x-forwarded-for': `10.9.${n >> 8}.${n & 255}` } : {}) },
  }))
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests,
    ...(rate ? { overallRate: Math.round(rate) } : {}),
  })
  const counts = result.statusCodeStats as Record<string, { count: number }>
  const right = counts[String(status)]?.count ?? 0
  const others = Object.entries(counts).filter(([code]) => code !== String(status))
  const wrong = others.map(([code, { count }]) => `${count} with ${code}`)
  if (result.errors > 0) wrong.push(`${result.errors} not at all`)
  if (wrong.length > 0) throw new Error(`${url}: of ${right} and more requests, ${wrong.join(', ')}.`)
  return { perSecond: right / result.duration, p99Ms: result.latency.p99 }
}

/** The slowest in a hundred while so many a second are asked for. */
export const atRate = (target: Target, perSecond: number, seconds: number): Promise<Measured> =>
  ask(target, seconds, perSecond)

/**
 * Measures several addresses in turn, `rounds` times after a warm-up each, so that whatever else the machine does meets
 * all of them. Returns each one's median.
 */
export async function interleaved<N extends string>(
  targets: Record<N, Target>,
  options: { seconds: number; rounds: number; warmUpSeconds: number },
  say: (line: string) => void,
): Promise<Record<N, number>> {
  const names = Object.keys(targets) as N[]
  for (const name of names) {
    say(`warming up: ${name}`)
    await ask(targets[name], options.warmUpSeconds)
  }
  const measured = new Map<N, number[]>(names.map((name) => [name, []]))
  for (let round = 1; round <= options.rounds; round++) {
    for (const name of names) {
      const { perSecond } = await ask(targets[name], options.seconds)
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
