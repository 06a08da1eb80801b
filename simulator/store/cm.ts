import type { Database } from './database'

/** An account at CM.com: one product token that sends SMS, and WhatsApp where a number is tied to it. */
export type CmAccount = {
  product_token: string
  name: string
  /** Digits of the business number that CM.com runs for this account, or null. */
  whatsapp_number: string | null
  namespace: string | null
  /** Where status reports go, and where what people write goes. */
  statuses_url: string | null
  messages_url: string | null
  /** Messages that are paid for; null: as many as one likes. */
  balance: number | null
}

export type CmPost = {
  seq: number
  product_token: string
  kind: 'status' | 'message'
  body: string
  created_at: number
  due_at: number
  tries: number
}

export type Cm = ReturnType<typeof openCm>

export function openCm(database: Database) {
  const upsert = database.prepare(`
    INSERT INTO cm_accounts (product_token, name, whatsapp_number, namespace, statuses_url, messages_url, balance)
    VALUES (:product_token, :name, :whatsapp_number, :namespace, :statuses_url, :messages_url, :balance)
    ON CONFLICT (product_token) DO UPDATE SET name = :name, whatsapp_number = :whatsapp_number,
      namespace = :namespace, statuses_url = :statuses_url, messages_url = :messages_url, balance = :balance`)
  const letGo = database.prepare(
    'UPDATE cm_accounts SET whatsapp_number = NULL WHERE whatsapp_number = ? AND product_token <> ?',
  )
  const all = database.prepare('SELECT * FROM cm_accounts ORDER BY rowid')
  const spend = database.prepare('UPDATE cm_accounts SET balance = balance - 1 WHERE product_token = ?')
  const addPost = database.prepare(
    'INSERT INTO cm_posts (product_token, kind, body, created_at, due_at) VALUES (?, ?, ?, ?, ?)',
  )
  const duePosts = database.prepare('SELECT * FROM cm_posts WHERE due_at <= ? ORDER BY seq LIMIT ?')
  const donePost = database.prepare('DELETE FROM cm_posts WHERE seq = ?')
  const later = database.prepare('UPDATE cm_posts SET due_at = ?, tries = tries + 1 WHERE seq = ?')
  const soon = database.prepare('UPDATE cm_posts SET due_at = ? WHERE due_at > ?')
  const nextPost = database.prepare('SELECT min(due_at) AS at FROM cm_posts')
  const countPosts = database.prepare('SELECT count(*) AS n FROM cm_posts')
  const block = database.prepare('INSERT OR IGNORE INTO cm_blocked (number) VALUES (?)')
  const unblock = database.prepare('DELETE FROM cm_blocked WHERE number = ?')
  const blocked = database.prepare('SELECT 1 FROM cm_blocked WHERE number = ?')

  let known = all.all() as CmAccount[]
  const reload = () => {
    known = all.all() as CmAccount[]
  }

  return {
    all: () => known,
    byToken: (token: string) => known.find((account) => account.product_token === token),
    byWhatsAppNumber: (digits: string) => known.find((account) => account.whatsapp_number === digits),
    /** A WhatsApp number belongs to one account: another that had it keeps its SMS alone. */
    put(account: CmAccount) {
      if (account.whatsapp_number) letGo.run(account.whatsapp_number, account.product_token)
      upsert.run(account)
      reload()
    },
    spend(token: string) {
      spend.run(token)
      reload()
    },
    addPost: (token: string, kind: CmPost['kind'], body: string, now: number) =>
      addPost.run(token, kind, body, now, now),
    duePosts: (now: number, limit: number) => duePosts.all(now, limit) as CmPost[],
    donePost: (seq: number) => donePost.run(seq),
    later: (seq: number, dueAt: number) => later.run(dueAt, seq),
    /** Everything that waits is tried at once. */
    soon: (now: number) => soon.run(now, now),
    nextPostAt: () => (nextPost.get() as { at: number | null }).at,
    countPosts: () => (countPosts.get() as { n: number }).n,
    setBlocked: (number: string, on: boolean) => (on ? block : unblock).run(number),
    isBlocked: (number: string) => blocked.get(number) !== undefined,
    reload,
  }
}
