import type { Database } from './database'

export type SmsStatus = 'accepted' | 'delivered' | 'failed'

/** `out` goes from the business to the person, `in` is an answer. */
export type Sms = {
  seq: number
  id: string
  product_token: string
  /** Digits of a number, or up to eleven letters, to which nobody can answer. */
  sender: string
  /** The person's number, digits without plus. */
  peer: string
  direction: 'out' | 'in'
  text: string
  parts: number
  status: SmsStatus
  reference: string
  created_at: number
  read_at: number | null
  /** What happens to it next, and when. */
  next_step: 'deliver' | 'answer' | null
  next_at: number | null
}

export type SmsStore = ReturnType<typeof openSms>

export function openSms(database: Database) {
  const insert = database.prepare(`
    INSERT INTO sms (id, product_token, sender, peer, direction, text, parts, status, reference, created_at, read_at,
      next_step, next_at)
    VALUES (:id, :product_token, :sender, :peer, :direction, :text, :parts, :status, :reference, :created_at, :read_at,
      :next_step, :next_at)`)
  const due = database.prepare('SELECT * FROM sms WHERE next_at <= ? ORDER BY next_at, seq LIMIT ?')
  const move = database.prepare('UPDATE sms SET status = ?, next_step = ?, next_at = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM sms WHERE id = ?')
  const next = database.prepare('SELECT min(next_at) AS at FROM sms WHERE next_at IS NOT NULL')
  const byPeer = database.prepare(
    'SELECT * FROM (SELECT * FROM sms WHERE peer = ? ORDER BY seq DESC LIMIT ?) ORDER BY seq',
  )
  const latest = database.prepare('SELECT * FROM sms ORDER BY seq DESC LIMIT ?')
  const read = database.prepare(
    "UPDATE sms SET read_at = ? WHERE peer = ? AND sender = ? AND direction = 'out' AND read_at IS NULL",
  )

  return {
    add: (sms: Omit<Sms, 'seq'>) => insert.run(sms),
    due: (now: number, limit: number) => due.all(now, limit) as Sms[],
    move: (id: string, status: SmsStatus, step: Sms['next_step'] = null, at: number | null = null) =>
      move.run(status, step, at === null ? null : Math.round(at), id),
    remove: (id: string) => remove.run(id),
    nextAt: () => (next.get() as { at: number | null }).at,
    byPeer: (peer: string, limit = 300) => byPeer.all(peer, limit) as Sms[],
    latest: (limit: number) => latest.all(limit) as Sms[],
    read: (peer: string, sender: string, now: number) => read.run(now, peer, sender),
  }
}
