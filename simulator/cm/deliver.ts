import { Agent, request } from 'undici'
import type { CmAccount, CmPost } from '../store/cm'
import type { Store } from '../store/store'
import type { Time } from '../time'
import type { WireLog } from '../wire-log'

const minute = 60_000
const day = 24 * 60 * minute

/** How often a callback that was not answered is tried again, and until when: CM.com's own words. */
const again = {
  status: { everyMs: 5 * minute, untilMs: 7 * day },
  message: { everyMs: 5 * minute, untilMs: 30 * day },
} as const

const referenceOf = (post: CmPost) => (JSON.parse(post.body) as { reference: string }).reference

const mostAtOnce = 100
const lookEveryMs = 100

export type CmDelivery = ReturnType<typeof createCmDelivery>

/**
 * Posts status reports and incoming messages, one a request, until each is answered with success or too old. The minutes
 * between two tries are those of the simulated clock, so that a month of them can be lived through.
 */
export function createCmDelivery(store: Store, log: WireLog, time: Time) {
  const clock = time.now
  const agent = new Agent({ connections: 8, headersTimeout: 10_000, bodyTimeout: 10_000 })
  let timer: NodeJS.Timeout | undefined
  let running = false
  let closed = false

  /** The clock may run faster than the real one, so what is due is looked for instead of waited for. */
  function look(afterMs = lookEveryMs) {
    if (closed || running || timer) return
    timer = setTimeout(() => {
      timer = undefined
      running = true
      void drain().finally(() => {
        running = false
        if (store.cm.countPosts() > 0) look()
      })
    }, afterMs)
  }

  async function drain(): Promise<void> {
    const faults = store.options.faults()
    if (faults.webhookOutageUntil > time.wall()) return
    const posts = store.cm.duePosts(clock(), mostAtOnce)
    const answers = await Promise.all(
      (faults.reorderWebhooks ? posts.toReversed() : posts).map(async (post) => {
        const ok = await send(post)
        if (ok && faults.duplicateWebhooks) await send(post)
        return { post, ok }
      }),
    )
    if (closed) return
    const arrived = new Set<string>()
    store.transaction(() => {
      for (const { post, ok } of answers) {
        const { everyMs, untilMs } = again[post.kind]
        if (ok || clock() + everyMs > post.created_at + untilMs) store.cm.donePost(post.seq)
        else store.cm.later(post.seq, clock() + everyMs)
        const message = ok && post.kind === 'message' ? store.messages.byId(referenceOf(post)) : undefined
        if (message?.direction === 'in' && message.status === 'sent') {
          store.messages.setStatus(message.id, 'delivered')
          arrived.add(message.peer)
        }
      }
    })
    for (const peer of arrived) log.emitter.emit('phone', peer)
  }

  async function send(post: CmPost): Promise<boolean> {
    const account = store.cm.byToken(post.product_token)
    const url = post.kind === 'status' ? account?.statuses_url : account?.messages_url
    if (!url) return false
    const started = performance.now()
    let answer: string
    let ok = false
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json' },
        body: post.body,
      })
      await response.body.dump()
      ok = response.statusCode >= 200 && response.statusCode < 300
      answer = String(response.statusCode)
    } catch (error) {
      answer = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    }
    log.add({
      at: time.wall(),
      kind: 'webhook',
      title: post.kind === 'status' ? 'cmStatus' : 'cmMessage',
      params: {},
      detail: post.tries > 0 ? 'CM.com, again' : 'CM.com',
      answer,
      ok,
      ms: performance.now() - started,
    })
    return ok
  }

  /** Without an address nobody asked to be told. */
  function add(account: CmAccount, kind: CmPost['kind'], url: string | null, body: object) {
    if (!url) return
    store.cm.addPost(account.product_token, kind, JSON.stringify(body), clock())
    look()
  }

  return {
    report: (account: CmAccount, body: object) => add(account, 'status', account.statuses_url, body),
    incoming: (account: CmAccount, body: object) => add(account, 'message', account.messages_url, body),
    /** Tries again at once, for example when an outage has ended. */
    wake() {
      store.cm.soon(clock())
      look(0)
    },
    start() {
      if (store.cm.countPosts() > 0) look(0)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await agent.destroy()
    },
  }
}
