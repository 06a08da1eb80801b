import type { Outbox, OutboxRow, Plan, Plans } from '../queues'

/** Earlier first; of the same instant, what was planned first. */
const isBefore = (a: Plan, b: Plan) => a.due_at < b.due_at || (a.due_at === b.due_at && a.seq < b.seq)

/** A binary heap: the next plan is at its top. */
function makeHeap() {
  let heap: Plan[] = []
  const swap = (a: number, b: number) => {
    const [one, other] = [heap[a] as Plan, heap[b] as Plan]
    heap[a] = other
    heap[b] = one
  }
  const before = (a: number, b: number) => isBefore(heap[a] as Plan, heap[b] as Plan)
  return {
    top: () => heap[0],
    all: () => heap,
    forget() {
      heap = []
    },
    push(plan: Plan) {
      let at = heap.push(plan) - 1
      for (let up = (at - 1) >> 1; at > 0 && before(at, up); up = (at - 1) >> 1) {
        swap(at, up)
        at = up
      }
    },
    pop(): void {
      const last = heap.pop()
      if (!last || heap.length === 0) return
      heap[0] = last
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        let least = at
        if (left < heap.length && before(left, least)) least = left
        if (right < heap.length && before(right, least)) least = right
        if (least === at) return
        swap(at, least)
        at = least
      }
    },
  }
}

/** What is going to happen, for `--bench`. */
export function plansInMemory(): Plans & { forget: () => void } {
  const heap = makeHeap()
  /** Fetched and not done yet, in their order. */
  let fetched: Plan[] = []
  let seq = 0
  const putBack = () => {
    for (const plan of fetched) heap.push(plan)
    fetched = []
  }
  return {
    of: (step) => [...fetched, ...heap.all()].filter((plan) => plan.step === step),
    add(dueAt, step, ref) {
      seq += 1
      heap.push({ seq, due_at: Math.round(dueAt), step, ref })
    },
    due(now, limit) {
      putBack()
      for (let next = heap.top(); next && next.due_at <= now && fetched.length < limit; next = heap.top()) {
        fetched.push(next)
        heap.pop()
      }
      return [...fetched]
    },
    done(seq) {
      if (fetched[0]?.seq === seq) fetched.shift()
      else fetched = fetched.filter((plan) => plan.seq !== seq)
    },
    nextAt() {
      putBack()
      return heap.top()?.due_at ?? null
    },
    forget() {
      fetched = []
      heap.forget()
    },
  }
}

type Waiting = OutboxRow & { due_at: number }

/** What waits to be posted, for `--bench`. */
export function outboxInMemory(): Outbox & { forget: () => void } {
  const boxes = new Map<string, Waiting[]>()
  let seq = 0
  const keep = (wabaId: string, holds: (row: Waiting) => boolean) => {
    const left = (boxes.get(wabaId) ?? []).filter(holds)
    if (left.length > 0) boxes.set(wabaId, left)
    else boxes.delete(wabaId)
  }
  return {
    add(wabaId, change, messageId, now, dueAt = 0) {
      seq += 1
      const row = { seq, waba_id: wabaId, change, message_id: messageId, created_at: now, due_at: dueAt }
      const box = boxes.get(wabaId)
      if (box) box.push(row)
      else boxes.set(wabaId, [row])
    },
    take(wabaId, now, limit) {
      const taken: Waiting[] = []
      for (const row of boxes.get(wabaId) ?? []) {
        if (taken.length === limit) break
        if (row.due_at <= now) taken.push(row)
      }
      return taken
    },
    done: (wabaId, now, upTo) => keep(wabaId, (row) => row.due_at > now || row.seq > upTo),
    nextAt(wabaId) {
      const box = boxes.get(wabaId) ?? []
      return box.length === 0 ? null : box.reduce((least, { due_at }) => Math.min(least, due_at), Infinity)
    },
    expire(before) {
      for (const wabaId of [...boxes.keys()]) keep(wabaId, (row) => row.created_at >= before)
    },
    count: () => [...boxes.values()].reduce((sum, box) => sum + box.length, 0),
    accounts: () => [...boxes.keys()],
    forget: () => boxes.clear(),
  }
}
