import type { PairDebt } from '../consequences/pair-rate'
import type { Load } from '../customers/mood'
import type { Database } from './database'

/** A phone that somebody holds on the screen, as against a simulated customer. */
export type Phone = { number: string; name: string; theme: 'light' | 'dark'; created_at: number }

/** What stands between one business number and one person. */
export type Relation = {
  phone_number_id: string
  peer: string
  /** Unix milliseconds until which free-form messages may be sent. */
  window_until: number
  received: number
  blocked: number
  stopped: number
  reported: number
  muted: number
  /** When the business last saw this person's number: it wrote to it, or got a message that showed it. */
  number_seen_at: number
  /** Until when an answer to somebody who came by an advertisement opens the free window. */
  ad_answer_until: number
  /** Until when every message is free, because somebody came by an advertisement. */
  ad_until: number
} & Load &
  PairDebt

type Flag = 'blocked' | 'stopped' | 'reported' | 'muted'

export type Received = Omit<Relation, 'window_until' | 'blocked' | 'stopped' | 'reported' | 'muted'>

export type People = ReturnType<typeof openPeople>

export function openPeople(database: Database) {
  const putPhone = database.prepare(`
    INSERT INTO phones (number, name, theme, created_at) VALUES (:number, :name, :theme, :created_at)
    ON CONFLICT (number) DO UPDATE SET name = :name, theme = :theme`)
  const allPhones = database.prepare('SELECT * FROM phones ORDER BY created_at, rowid')
  const removePhone = database.prepare('DELETE FROM phones WHERE number = ?')
  const putCustomer = database.prepare(
    'INSERT INTO customers (number, name) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name',
  )
  const customer = database.prepare('SELECT name FROM customers WHERE number = ?')
  const relation = database.prepare('SELECT * FROM relations WHERE phone_number_id = ? AND peer = ?')
  const receive = database.prepare(`
    INSERT INTO relations (phone_number_id, peer, received, load, load_at, burst_at, burst_count, debt_until,
      number_seen_at, ad_until, ad_answer_until)
    VALUES (:phone_number_id, :peer, :received, :load, :load_at, :burst_at, :burst_count, :debt_until,
      :number_seen_at, :ad_until, :ad_answer_until)
    ON CONFLICT (phone_number_id, peer) DO UPDATE SET received = :received, load = :load, load_at = :load_at,
      burst_at = :burst_at, burst_count = :burst_count, debt_until = :debt_until,
      number_seen_at = :number_seen_at, ad_until = :ad_until, ad_answer_until = :ad_answer_until`)
  const openWindow = database.prepare(`
    INSERT INTO relations (phone_number_id, peer, window_until) VALUES (?, ?, ?)
    ON CONFLICT (phone_number_id, peer) DO UPDATE SET window_until = excluded.window_until`)
  const flag = (name: Flag) =>
    database.prepare(`
      INSERT INTO relations (phone_number_id, peer, ${name}) VALUES (?, ?, ?)
      ON CONFLICT (phone_number_id, peer) DO UPDATE SET ${name} = excluded.${name}`)
  const flags = {
    blocked: flag('blocked'),
    stopped: flag('stopped'),
    reported: flag('reported'),
    muted: flag('muted'),
  }
  const openAd = database.prepare(
    'UPDATE relations SET ad_answer_until = ? WHERE phone_number_id = ? AND peer = ?',
  )
  const seeNumber = database.prepare(
    'UPDATE relations SET number_seen_at = ? WHERE phone_number_id = ? AND peer = ?',
  )
  const moveRelations = database.prepare('UPDATE OR REPLACE relations SET peer = ? WHERE peer = ?')
  const movePhone = database.prepare('UPDATE OR REPLACE phones SET number = ? WHERE number = ?')
  const moveCustomer = database.prepare('UPDATE OR REPLACE customers SET number = ? WHERE number = ?')
  const moveUsername = database.prepare('UPDATE OR REPLACE usernames SET number = ? WHERE number = ?')
  const putMove = database.prepare('INSERT OR REPLACE INTO moves (old, new, at) VALUES (?, ?, ?)')
  const dropMove = database.prepare('DELETE FROM moves WHERE old = ?')
  const allMoves = database.prepare('SELECT old FROM moves')
  const putUsername = database.prepare('INSERT OR REPLACE INTO usernames (number, username) VALUES (?, ?)')
  const allUsernames = database.prepare('SELECT * FROM usernames')
  const peers = database.prepare('SELECT peer FROM relations WHERE phone_number_id = ?')

  let phones = new Map<string, Phone>()
  let left = new Set<string>()
  let usernames = new Map<string, string>()
  const reload = () => {
    phones = new Map((allPhones.all() as Phone[]).map((phone) => [phone.number, phone]))
    left = new Set((allMoves.all() as { old: string }[]).map((move) => move.old))
    usernames = new Map(
      (allUsernames.all() as { number: string; username: string }[]).map((row) => [row.number, row.username]),
    )
  }
  reload()

  return {
    phones: () => [...phones.values()],
    phone: (number: string) => phones.get(number),
    putPhone(phone: Phone) {
      putPhone.run(phone)
      reload()
    },
    removePhone(number: string) {
      removePhone.run(number)
      reload()
    },
    nameCustomer: (number: string, name: string) => putCustomer.run(number, name),
    customerName: (number: string) => (customer.get(number) as { name: string } | undefined)?.name,
    relation: (phoneNumberId: string, peer: string) =>
      relation.get(phoneNumberId, peer) as Relation | undefined,
    /** Keeps what one more message to this person changed. */
    receive: (relation: Received) => receive.run(relation),
    openWindow: (phoneNumberId: string, peer: string, until: number) =>
      openWindow.run(phoneNumberId, peer, until),
    /** The business may answer somebody who came by an advertisement until then, to write for free. */
    openAd: (phoneNumberId: string, peer: string, until: number) => openAd.run(until, phoneNumberId, peer),
    seeNumber: (phoneNumberId: string, peer: string, now: number) => seeNumber.run(now, phoneNumberId, peer),
    /** The name that this person goes by instead of a number; an empty one shows the number again. */
    username: (number: string) => usernames.get(number),
    setUsername(number: string, username: string) {
      putUsername.run(number, username)
      usernames.set(number, username)
    },
    /** Whether somebody had this number and went to another one. */
    hasLeft: (number: string) => left.has(number),
    /** Chats, phone and names go along to the new number; the old one is nobody's. */
    move(from: string, to: string, now: number) {
      moveRelations.run(to, from)
      movePhone.run(to, from)
      moveCustomer.run(to, from)
      moveUsername.run(to, from)
      dropMove.run(to)
      putMove.run(from, to, now)
      reload()
    },
    /** Everybody who ever was in touch with a business number. */
    peers: (phoneNumberId: string) => (peers.all(phoneNumberId) as { peer: string }[]).map((row) => row.peer),
    setFlag: (name: Flag, phoneNumberId: string, peer: string, on: boolean) =>
      flags[name].run(phoneNumberId, peer, on ? 1 : 0),
    reload,
  }
}
