import { Agent, request } from 'undici'
import { chance } from '../customers/chance'
import type { Account } from '../store/accounts'
import { isCutOff } from '../store/options'
import type { OutboxRow } from '../store/queues'
import type { Store } from '../store/store'
import type { WireLog } from '../wire-log'
import type { Change } from './changes'
import { describe } from './describe'
import { type Batch, envelope, isOfNumber } from './envelope'
import { signature } from './sign'

const gatherMs = 50
const mostBytes = 3 * 1024 * 1024
const firstPauseMs = 500
const longestPauseMs = 30_000
const givenUpAfterMs = 7 * 24 * 60 * 60 * 1000

const isHeard = (account: Account): boolean =>
  Boolean((account.subscribed && account.callback_uri) || account.number_callback_uri)

const sizeOf = (rows: readonly OutboxRow[]) => rows.reduce((sum, row) => sum + row.change.length, 0)

type Line = { running: boolean; failures: number; timer: NodeJS.Timeout | undefined; wakeAt: number }

/**
 * Posts what waits in the outbox to the callback of each account: in order, one POST at a time for each
 * account, again with growing pauses until the answer is 200. All of it in real time, whatever the simulated clock
 * shows: whoever listens has no other.
 */
export function createDelivery(store: Store, log: WireLog, wall: () => number) {
  const agent = new Agent({ connections: 8, headersTimeout: 10_000, bodyTimeout: 10_000 })
  const lines = new Map<string, Line>()
  let closed = false
  let delayed = 0

  const lineOf = (wabaId: string): Line => {
    const line = lines.get(wabaId) ?? { running: false, failures: 0, timer: undefined, wakeAt: 0 }
    lines.set(wabaId, line)
    return line
  }

  /** Never shortens the pause after a failure. */
  const schedule = (wabaId: string, afterMs: number) => {
    const line = lineOf(wabaId)
    const at = wall() + afterMs
    if (closed || line.running || (line.timer && (line.failures > 0 || line.wakeAt <= at))) return
    clearTimeout(line.timer)
    line.wakeAt = at
    line.timer = setTimeout(() => {
      line.timer = undefined
      line.running = true
      void drain(wabaId, line).finally(() => {
        line.running = false
        const now = wall()
        const nextAt = store.outbox.take(wabaId, now, 1).length > 0 ? now : store.outbox.nextAt(wabaId)
        if (nextAt !== null) schedule(wabaId, Math.max(pauseOf(line), nextAt - now))
      })
    }, afterMs)
  }

  const pauseOf = (line: Line) =>
    line.failures === 0 ? 0 : Math.min(firstPauseMs * 2 ** (line.failures - 1), longestPauseMs)

  async function drain(wabaId: string, line: Line): Promise<void> {
    const account = store.accounts.byWaba(wabaId)
    if (!account || !isHeard(account) || isCutOff(store.options.faults(), wabaId, wall())) {
      line.failures = Math.max(1, Math.min(line.failures + 1, 3))
      return
    }
    const now = wall()
    store.outbox.expire(now - givenUpAfterMs)
    let rows = store.outbox.take(wabaId, now, store.options.faults().webhooksPerPost)
    while (rows.length > 1 && sizeOf(rows) > mostBytes) rows = rows.slice(0, rows.length / 2)
    const last = rows.at(-1)
    if (!last) return
    const times = store.options.faults().duplicateWebhooks ? 2 : 1
    for (let time = 0; time < times; time += 1) {
      for (const { callback, batch } of postsFor(account, rows)) {
        if (!(await post(callback, account.app_secret, batch, time > 0))) {
          line.failures += 1
          return
        }
      }
    }
    line.failures = 0
    if (closed) return
    const arrived = new Set<string>()
    store.transaction(() => {
      store.outbox.done(wabaId, now, last.seq)
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

  /** One POST, or two when the number has a callback of its own: it gets what is about the number. */
  function postsFor(account: Account, rows: OutboxRow[]): { callback: string; batch: Batch }[] {
    const { reorderWebhooks: reorder, plainWebhooks } = store.options.faults()
    const batchOf = (some: OutboxRow[]) =>
      envelope(account.waba_id, some, { reorder, escaped: !plainWebhooks })
    const whole = account.callback_uri ?? ''
    const own = account.number_callback_uri
    if (!own) return [{ callback: whole, batch: batchOf(rows) }]
    const isOwn = (row: OutboxRow) => isOfNumber(JSON.parse(row.change) as Change)
    return [
      { callback: own, batch: batchOf(rows.filter(isOwn)) },
      { callback: whole, batch: batchOf(rows.filter((row) => !isOwn(row))) },
    ].filter(({ callback, batch }) => callback !== '' && batch.fields.length > 0)
  }

  async function post(callback: string, secret: string, batch: Batch, again: boolean): Promise<boolean> {
    const { body } = batch
    const what = describe(batch.fields, batch.statuses, again)
    const started = performance.now()
    let answer: string
    try {
      const response = await request(callback, {
        method: 'POST',
        dispatcher: agent,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': signature(secret, body),
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
    isHeard,
    /** Queues a change; without a subscribed callback the platform tells nobody. */
    enqueue(account: Account, change: Change, messageId: string | null = null) {
      if (!isHeard(account)) return
      const now = wall()
      const [least, most] = store.options.faults().delayWebhooksMs
      delayed += 1
      const dueAt = most > 0 ? now + Math.round(least + chance(`delay ${delayed}`) * (most - least)) : 0
      store.outbox.add(account.waba_id, JSON.stringify(change), messageId, now, dueAt)
      schedule(account.waba_id, Math.max(gatherMs, least))
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
