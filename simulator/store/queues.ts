import type { Database } from './database'

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

export type Outbox = ReturnType<typeof openOutbox>
export type Plans = ReturnType<typeof openPlans>

export function openOutbox(database: Database) {
  const insert = database.prepare(
    'INSERT INTO outbox (waba_id, change, message_id, created_at) VALUES (?, ?, ?, ?)',
  )
  const take = database.prepare('SELECT * FROM outbox WHERE waba_id = ? ORDER BY seq LIMIT ?')
  const done = database.prepare('DELETE FROM outbox WHERE waba_id = ? AND seq <= ?')
  const expire = database.prepare('DELETE FROM outbox WHERE created_at < ?')
  const count = database.prepare('SELECT count(*) AS n FROM outbox')
  const accounts = database.prepare('SELECT DISTINCT waba_id FROM outbox')
  return {
    add: (wabaId: string, change: string, messageId: string | null, now: number) =>
      insert.run(wabaId, change, messageId, now),
    take: (wabaId: string, limit: number) => take.all(wabaId, limit) as OutboxRow[],
    done: (wabaId: string, upTo: number) => done.run(wabaId, upTo),
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
