import type { Database } from './database'

/** What a phone shows of a message. */
export type Content = {
  header?: { kind: 'text' | 'image' | 'video' | 'document' | 'location'; text?: string; link?: string }
  body: string
  footer?: string
  buttons?: ContentButton[]
}

export type ContentButton =
  | { kind: 'quick_reply'; text: string; payload: string }
  | { kind: 'reply'; text: string; id: string }
  | { kind: 'url'; text: string; url: string }
  | { kind: 'phone'; text: string; number: string }
  | { kind: 'copy'; text: string; code: string }

export type Pricing = { billable: boolean; pricing_model: 'PMP'; type: string; category: string }

export type MessageStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'

/** `out` goes from the business to the person, `in` from the person to the business. */
export type Message = {
  seq: number
  id: string
  waba_id: string
  phone_number_id: string
  peer: string
  direction: 'out' | 'in'
  type: string
  content: Content
  template_id: string | null
  template_name: string | null
  pricing: Pricing | null
  status: MessageStatus
  opaque: string | null
  context_id: string | null
  /** How manieth message of this business to this person. */
  nth: number
  error_code: number | null
  /** Unix milliseconds. */
  created_at: number
  read_at: number | null
}

type Row = Omit<Message, 'content' | 'pricing'> & { content: string; pricing: string | null }

const fromRow = (row: Row): Message => ({
  ...row,
  content: JSON.parse(row.content) as Content,
  pricing: row.pricing === null ? null : (JSON.parse(row.pricing) as Pricing),
})

export type Messages = ReturnType<typeof openMessages>

export function openMessages(database: Database) {
  const insert = database.prepare(`
    INSERT INTO messages (id, waba_id, phone_number_id, peer, direction, type, content, template_id,
      template_name, pricing, status, opaque, context_id, nth, error_code, created_at, read_at)
    VALUES (:id, :waba_id, :phone_number_id, :peer, :direction, :type, :content, :template_id,
      :template_name, :pricing, :status, :opaque, :context_id, :nth, :error_code, :created_at, :read_at)`)
  const byId = database.prepare('SELECT * FROM messages WHERE id = ?')
  const remove = database.prepare('DELETE FROM messages WHERE id = ?')
  const setStatus = database.prepare('UPDATE messages SET status = ?, error_code = ? WHERE id = ?')
  const setRead = database.prepare("UPDATE messages SET status = 'read', read_at = ? WHERE id = ?")
  const thread = database.prepare(`
    SELECT * FROM (SELECT * FROM messages WHERE peer = ? AND phone_number_id = ? ORDER BY seq DESC LIMIT ?)
    ORDER BY seq`)
  const byPeer = database.prepare('SELECT * FROM messages WHERE peer = ? ORDER BY seq')
  const latest = database.prepare('SELECT * FROM messages ORDER BY seq DESC LIMIT ?')
  const waiting = database.prepare(
    "SELECT * FROM messages WHERE peer = ? AND status IN ('accepted', 'sent') AND direction = 'out' ORDER BY seq",
  )

  return {
    add(message: Omit<Message, 'seq'>) {
      insert.run({
        ...message,
        content: JSON.stringify(message.content),
        pricing: message.pricing && JSON.stringify(message.pricing),
      })
    },
    byId(id: string) {
      const row = byId.get(id) as Row | undefined
      return row && fromRow(row)
    },
    remove: (id: string) => remove.run(id),
    setStatus: (id: string, status: MessageStatus, errorCode: number | null = null) =>
      setStatus.run(status, errorCode, id),
    setRead: (id: string, now: number) => setRead.run(now, id),
    thread: (peer: string, phoneNumberId: string, limit = 200) =>
      (thread.all(peer, phoneNumberId, limit) as Row[]).map(fromRow),
    byPeer: (peer: string) => (byPeer.all(peer) as Row[]).map(fromRow),
    latest: (limit: number) => (latest.all(limit) as Row[]).map(fromRow),
    undelivered: (peer: string) => (waiting.all(peer) as Row[]).map(fromRow),
  }
}
