import type { Database, Part } from './database'

/** One change that waits to be posted to the callback of its account. */
export type OutboxRow = {
  seq: number
  waba_id: string
  /** JSON of {field, value}. */
  change: string
  message_id: string | null
  created_at: number
}

/** Something that will happen to `ref` (a message or a template) at `due_at`. */
export type Plan = { seq: number; due_at: number; step: string; ref: string }

export type Outbox = Part<ReturnType<typeof openOutbox>>
export type Plans = Part<ReturnType<typeof openPlans>>

export function openOutbox(database: Database) {
  const insert = database.prepare(
    'INSERT INTO outbox (waba_id, change, message_id, created_at, due_at) VALUES (?, ?, ?, ?, ?)',
  )
  const take = database.prepare('SELECT * FROM outbox WHERE waba_id = ? AND due_at <= ? ORDER BY seq LIMIT ?')
  const done = database.prepare('DELETE FROM outbox WHERE waba_id = ? AND due_at <= ? AND seq <= ?')
  const expire = database.prepare('DELETE FROM outbox WHERE created_at < ?')
  const first = database.prepare('SELECT due_at FROM outbox WHERE waba_id = ? ORDER BY due_at LIMIT 1')
  const count = database.prepare('SELECT count(*) AS n FROM outbox')
  const accounts = database.prepare('SELECT DISTINCT waba_id FROM outbox')
  return {
    /** `dueAt` keeps a change back for a while; 0 lets it go with the next POST. */
    add: (wabaId: string, change: string, messageId: string | null, now: number, dueAt = 0) =>
      insert.run(wabaId, change, messageId, now, dueAt),
    /** What may go at `now`, oldest first. */
    take: (wabaId: string, now: number, limit: number) => take.all(wabaId, now, limit) as OutboxRow[],
    /** Forgets what `take` gave for the same `now`, up to its last row. */
    done: (wabaId: string, now: number, upTo: number) => done.run(wabaId, now, upTo),
    /** When the next change of this account may go, or null when there is none. */
    nextAt: (wabaId: string) => (first.get(wabaId) as { due_at: number } | undefined)?.due_at ?? null,
    expire: (before: number) => expire.run(before),
    count: () => (count.get() as { n: number }).n,
    accounts: () => (accounts.all() as { waba_id: string }[]).map((row) => row.waba_id),
  }
}

export function openPlans(database: Database) {
  const insert = database.prepare('INSERT INTO plans (due_at, step, ref) VALUES (?, ?, ?)')
  const due = database.prepare('SELECT * FROM plans WHERE due_at <= ? ORDER BY due_at, seq LIMIT ?')
  const done = database.prepare('DELETE FROM plans WHERE seq = ?')
  const next = database.prepare('SELECT min(due_at) AS at FROM plans')
  const of = database.prepare('SELECT * FROM plans WHERE step = ?')
  return {
    of: (step: string) => of.all(step) as Plan[],
    add: (dueAt: number, step: string, ref: string) => insert.run(Math.round(dueAt), step, ref),
    due: (now: number, limit: number) => due.all(now, limit) as Plan[],
    done: (seq: number) => done.run(seq),
    nextAt: () => (next.get() as { at: number | null }).at,
  }
}
