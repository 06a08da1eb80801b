import type { Database, Part } from './database'

export type HeaderKind =
  | 'text'
  | 'image'
  | 'video'
  | 'gif'
  | 'document'
  | 'audio'
  | 'sticker'
  | 'location'
  | 'product'

/**
 * The top of a message, and the whole of a picture, a video, a file, a voice note, a sticker or a place.
 * `text` is the words, the name of the file or the name of the place.
 */
export type Header = {
  kind: HeaderKind
  text?: string
  /** Where the picture is: an address of somewhere else, or `/phone/media/…` for what was uploaded here. */
  link?: string
  media_id?: string
  latitude?: number
  longitude?: number
  address?: string
  product_id?: string
}

export type ContentRow = { id: string; title: string; description?: string }

/** What a phone shows of a message. */
export type Content = {
  header?: Header
  body: string
  footer?: string
  buttons?: ContentButton[]
  /** A limited-time offer, shown between header and body; Unix milliseconds. */
  offer?: { text: string; expires_at: number | null }
  /** A carousel under the body. */
  cards?: ContentCard[]
  /** A list behind one button. */
  list?: { button: string; sections: { title: string; rows: ContentRow[] }[] }
  contacts?: { name: string; numbers: string[] }[]
  /** An emoji under an earlier message; an empty one takes it away. */
  reaction?: { message_id: string; emoji: string }
}

export type ContentCard = { header?: Header; body?: string; buttons: ContentButton[] }

export type ContentButton =
  | { kind: 'quick_reply'; text: string; payload: string }
  | { kind: 'reply'; text: string; id: string }
  | { kind: 'url'; text: string; url: string }
  | { kind: 'phone'; text: string; number: string }
  | { kind: 'copy'; text: string; code: string }
  | { kind: 'flow'; text: string; flow_id: string; flow_token: string; screen?: string }
  | { kind: 'catalog'; text: string }
  | { kind: 'products'; text: string; sections: { title: string; products: string[] }[] }
  | { kind: 'call'; text: string }
  /** Asks for the person's number or place; the label is WhatsApp's own. */
  | { kind: 'ask_contact' | 'ask_location'; text: string }

export type Pricing = { billable: boolean; pricing_model: 'PMP'; type: string; category: string }

export type MessageStatus = 'accepted' | 'held' | 'sent' | 'delivered' | 'read' | 'failed'

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
  /** How annoying it is to the person who gets it, see customers/mood.ts. */
  annoyance: number
  /** When the person opened a link in it. */
  opened_at: number | null
  /** Whether the service window was open when it was sent. */
  window_open: number
}

/** What the figures of an account need of a message it sent. */
export type Sent = Pick<Message, 'type' | 'status' | 'template_id' | 'pricing' | 'created_at'>

type Row = Omit<Message, 'content' | 'pricing'> & { content: string; pricing: string | null }

const fromRow = (row: Row): Message => ({
  ...row,
  content: JSON.parse(row.content) as Content,
  pricing: row.pricing === null ? null : (JSON.parse(row.pricing) as Pricing),
})

export type Messages = Part<ReturnType<typeof openMessages>>

export function openMessages(database: Database) {
  const insert = database.prepare(`
    INSERT INTO messages (id, waba_id, phone_number_id, peer, direction, type, content, template_id,
      template_name, pricing, status, opaque, context_id, nth, error_code, created_at, read_at, annoyance, opened_at,
      window_open)
    VALUES (:id, :waba_id, :phone_number_id, :peer, :direction, :type, :content, :template_id,
      :template_name, :pricing, :status, :opaque, :context_id, :nth, :error_code, :created_at, :read_at,
      :annoyance, :opened_at, :window_open)`)
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
    "SELECT * FROM messages WHERE peer = ? AND status IN ('accepted', 'held', 'sent') AND direction = 'out' ORDER BY seq",
  )

  const sentBetween = database.prepare(`
    SELECT type, status, template_id, pricing, created_at FROM messages
    WHERE waba_id = ? AND direction = 'out' AND created_at >= ? AND created_at < ? ORDER BY seq`)
  const underway = database.prepare(
    "SELECT 1 FROM messages WHERE template_id = ? AND status IN ('accepted', 'sent') LIMIT 1",
  )

  const held = database.prepare(
    "SELECT id FROM messages WHERE template_id = ? AND status = 'held' ORDER BY seq",
  )
  const setOpened = database.prepare('UPDATE messages SET opened_at = coalesce(opened_at, ?) WHERE id = ?')
  const lastOffer = database.prepare(`
    SELECT template_id FROM messages WHERE peer = ? AND phone_number_id = ? AND template_id IS NOT NULL
      AND status IN ('delivered', 'read') AND created_at > ? ORDER BY seq DESC LIMIT 1`)
  const offersSince = database.prepare(`
    SELECT count(*) AS n FROM messages WHERE peer = ? AND direction = 'out' AND status IN ('delivered', 'read')
      AND created_at > ? AND window_open = 0 AND pricing ->> 'category' IN ('marketing', 'marketing_lite')`)
  const move = database.prepare('UPDATE messages SET peer = ? WHERE peer = ?')

  return {
    /** Whether a message of this template is still on its way. */
    underway: (templateId: string) => underway.get(templateId) !== undefined,
    /** What an account sent from `from` until before `until`, Unix milliseconds. */
    sentBetween: (wabaId: string, from: number, until: number): Sent[] =>
      (sentBetween.all(wabaId, from, until) as (Omit<Sent, 'pricing'> & { pricing: string | null })[]).map(
        (row) => ({ ...row, pricing: row.pricing === null ? null : (JSON.parse(row.pricing) as Pricing) }),
      ),
    /** Ids of the messages of a template that are held, oldest first. */
    held: (templateId: string) => (held.all(templateId) as { id: string }[]).map((row) => row.id),
    setOpened: (id: string, now: number) => setOpened.run(now, id),
    /** The template that last reached a person since `since`: what a block or a report is about. */
    lastTemplate: (peer: string, phoneNumberId: string, since: number) =>
      (lastOffer.get(peer, phoneNumberId, since) as { template_id: string } | undefined)?.template_id,
    /** Marketing templates of all businesses that reached a person since `since`. */
    countOffers: (peer: string, since: number) => (offersSince.get(peer, since) as { n: number }).n,
    /** The chats of a person go along to the new number. */
    move: (from: string, to: string) => move.run(to, from),
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
