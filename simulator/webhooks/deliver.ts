import { Agent, request } from 'undici'
import type { Account } from '../store/accounts'
import type { Store } from '../store/store'
import type { WireLog } from '../wire-log'
import type { Change } from './changes'
import { describe } from './describe'
import { envelope } from './envelope'
import { signature } from './sign'

const gatherMs = 50
const mostInOnePost = 500
const firstPauseMs = 500
const longestPauseMs = 30_000
const givenUpAfterMs = 7 * 24 * 60 * 60 * 1000

type Line = { running: boolean; failures: number; timer: NodeJS.Timeout | undefined }

/**
 * Posts what waits in the outbox to the callback of each account: in order, one POST at a time for each
 * account, again with growing pauses until the answer is 200. All of it in real time, whatever the simulated clock
 * shows: whoever listens has no other.
 */
export function createDelivery(store: Store, log: WireLog, wall: () => number) {
  const agent = new Agent({ connections: 8, headersTimeout: 10_000, bodyTimeout: 10_000 })
  const lines = new Map<string, Line>()
  let closed = false

  const lineOf = (wabaId: string): Line => {
    const line = lines.get(wabaId) ?? { running: false, failures: 0, timer: undefined }
    lines.set(wabaId, line)
    return line
  }

  const schedule = (wabaId: string, afterMs: number) => {
    const line = lineOf(wabaId)
    if (closed || line.running || line.timer) return
    line.timer = setTimeout(() => {
      line.timer = undefined
      line.running = true
      void drain(wabaId, line).finally(() => {
        line.running = false
        if (store.outbox.take(wabaId, 1).length > 0) schedule(wabaId, pauseOf(line))
      })
    }, afterMs)
  }

  const pauseOf = (line: Line) =>
    line.failures === 0 ? 0 : Math.min(firstPauseMs * 2 ** (line.failures - 1), longestPauseMs)

  async function drain(wabaId: string, line: Line): Promise<void> {
    const account = store.accounts.byWaba(wabaId)
    if (!account?.callback_uri || store.options.faults().webhookOutageUntil > wall()) {
      line.failures = Math.max(1, Math.min(line.failures + 1, 3))
      return
    }
    const rows = store.outbox.take(wabaId, mostInOnePost)
    const last = rows.at(-1)
    if (!last) return
    const faults = store.options.faults()
    const batch = envelope(wabaId, rows, faults.reorderWebhooks)
    const times = faults.duplicateWebhooks ? 2 : 1
    for (let time = 0; time < times; time += 1) {
      if (!(await post(account, batch.body, describe(batch.fields, batch.statuses, time > 0)))) {
        line.failures += 1
        return
      }
    }
    line.failures = 0
    if (closed) return
    const arrived = new Set<string>()
    store.transaction(() => {
      store.outbox.done(wabaId, last.seq)
      for (const row of rows) {
        const message = row.message_id === null ? undefined : store.messages.byId(row.message_id)
        if (message?.direction === 'in' && message.status === 'sent') {
          store.messages.setStatus(message.id, 'delivered')
          arrived.add(message.peer)
        }
      }
    })
    for (const peer of arrived) log.emitter.emit('phone', peer)
  }

  async function post(account: Account, body: Buffer, what: ReturnType<typeof describe>): Promise<boolean> {
    const started = performance.now()
    let answer: string
    try {
      const response = await request(account.callback_uri ?? '', {
        method: 'POST',
        dispatcher: agent,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': signature(account.app_secret, body),
        },
        body,
      })
      await response.body.dump()
      answer = String(response.statusCode)
    } catch (error) {
      answer = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    }
    const ms = performance.now() - started
    log.add({ at: wall(), kind: 'webhook', ...what, answer, ok: answer === '200', ms })
    return answer === '200'
  }

  return {
    /** Whether anybody is told of what happens to this account. */
    isHeard: (account: Account): boolean => Boolean(account.subscribed && account.callback_uri),
    /** Queues a change; without a subscribed callback the platform tells nobody. */
    enqueue(account: Account, change: Change, messageId: string | null = null) {
      if (!account.subscribed || !account.callback_uri) return
      store.outbox.add(account.waba_id, JSON.stringify(change), messageId, wall())
      schedule(account.waba_id, gatherMs)
    },
    /** Tries again at once, for example after a new callback was set. */
    wake(wabaId: string) {
      const line = lineOf(wabaId)
      clearTimeout(line.timer)
      line.timer = undefined
      line.failures = 0
      schedule(wabaId, 0)
    },
    /** Takes up what waited when the simulator stopped. */
    start() {
      store.outbox.expire(wall() - givenUpAfterMs)
      for (const wabaId of store.outbox.accounts()) schedule(wabaId, 0)
    },
    async close() {
      closed = true
      for (const line of lines.values()) clearTimeout(line.timer)
      await agent.destroy()
    },
  }
}

export type Delivery = ReturnType<typeof createDelivery>
