/** A refusal of the simulator; `problem` says which. */
export class Refused extends Error {
  constructor(problem) {
    super(problem)
    this.problem = problem
  }
}

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer.problem ?? 'failed')
  return answer
}

export const getState = () => call('GET', '/phone/state')
export const getWire = () => call('GET', '/phone/wire')
export const getPhone = (number) => call('GET', `/phone/phones/${number}`)
export const putPhone = (phone) => call('POST', '/phone/phones', phone)
export const putAway = (number) => call('DELETE', `/phone/phones/${number}`)
/** The chat behind a short link, or undefined when the link is no longer there. */
export const getLink = (code) =>
  call('GET', `/phone/links/${code}`).catch((error) => {
    if (error instanceof Refused) return undefined
    throw error
  })
export const setFaults = (change) => call('POST', '/phone/faults', change)
export const setClock = (change) => call('POST', '/phone/clock', change)
export const setBehaviour = (change) => call('POST', '/phone/behaviour', change)
/** Presses the stop that a mail carries, as a mail program does. */
export const stopMails = (number, mail) => call('POST', `/phone/phones/${number}/mails/${mail}/stop`, {})
export const act = (number, what) => call('POST', `/phone/phones/${number}/acts`, what)

/** Listens to what changes; `handlers` by event name, `onLine` hears whether the line is up. */
export function listen(handlers, onLine = () => undefined) {
  const source = new EventSource('/phone/events')
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handler(event.data))
  }
  source.addEventListener('open', () => onLine(true))
  source.addEventListener('error', () => onLine(false))
  return source
}

/** The same work again and again, but never twice at a time, and once more if it was asked for meanwhile. */
export function gathered(work) {
  let running = false
  let again = false
  const run = async () => {
    if (running) {
      again = true
      return
    }
    running = true
    do {
      again = false
      try {
        await work()
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof Refused)) throw error
        // The simulator is away; the event stream tells when it is back and everything is read again.
      }
    } while (again)
    running = false
  }
  return run
}
