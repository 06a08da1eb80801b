import { setTimeout } from 'node:timers/promises'
import autocannon from 'autocannon'

export type Posted = { perSecond: number; accepted: number; p97Ms: number }

/** A form of this page that was opened long enough ago to be believed. Every post of a run sends the same one. */
async function openedForm(url: string): Promise<string> {
  // Who answers bare has no form, and leads everybody back to itself.
  const html = await (await fetch(url, { redirect: 'manual' })).text()
  const version = /name="version" value="([^"]+)"/.exec(html)?.[1] ?? ''
  await setTimeout(3_000)
  return version
}

/**
 * Posts the form of a landing page over and over, each time for a number that nobody has used, from an address of its
 * own: the limits are there and count, as behind a proxy that serves many people.
 * @param first the number to begin with; give each run its own
 * @throws Error when a form was answered with anything else than the way to its code
 */
export async function postForms(
  url: string,
  { seconds, first, connections = 128 }: { seconds: number; first: number; connections?: number },
): Promise<Posted> {
  const { origin, pathname } = new URL(url)
  const version = await openedForm(url)
  let next = first
  let wrong = 0
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: pathname,
        setupRequest: (request) => {
          next += 1
          const address = `10.${(next >> 16) & 255}.${(next >> 8) & 255}.${next & 255}`
          return {
            ...request,
            headers: {
              'content-type': 'application/x-www-form-urlencoded',
              'user-agent': 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Mobile',
              'x-forwarded-for': address,
            },
            body: `country=NL&phone=06${next}&consent=yes&homepage=&lang=nl&version=${version}`,
          }
        },
        onResponse: (status) => {
          if (status !== 303) wrong += 1
        },
      },
    ],
  })
  const failed = wrong + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${url}: ${failed} of ${result.requests.total} forms were not accepted.`)
  const accepted = result['3xx']
  return { perSecond: accepted / result.duration, accepted, p97Ms: result.latency.p97_5 }
}
