import type { Database } from './database'
import { openRelations, type Relations } from './relations'

/** A phone that somebody holds on the screen, as against a simulated customer. */
export type Phone = { number: string; name: string; theme: 'light' | 'dark'; created_at: number }

export type People = ReturnType<typeof openPeople>

/** People, with what stands between them and business numbers (kept elsewhere for `--bench`). */
export function openPeople(database: Database, relations: Relations = openRelations(database)) {
  const putPhone = database.prepare(`
    INSERT INTO phones (number, name, theme, created_at) VALUES (:number, :name, :theme, :created_at)
    ON CONFLICT (number) DO UPDATE SET name = :name, theme = :theme`)
  const allPhones = database.prepare('SELECT * FROM phones ORDER BY created_at, rowid')
  const removePhone = database.prepare('DELETE FROM phones WHERE number = ?')
  const putCustomer = database.prepare(
    'INSERT INTO customers (number, name) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name',
  )
  const allCustomers = database.prepare('SELECT number, name FROM customers')
  const movePhone = database.prepare('UPDATE OR REPLACE phones SET number = ? WHERE number = ?')
  const moveCustomer = database.prepare('UPDATE OR REPLACE customers SET number = ? WHERE number = ?')
  const moveUsername = database.prepare('UPDATE OR REPLACE usernames SET number = ? WHERE number = ?')
  const putMove = database.prepare('INSERT OR REPLACE INTO moves (old, new, at) VALUES (?, ?, ?)')
  const dropMove = database.prepare('DELETE FROM moves WHERE old = ?')
  const allMoves = database.prepare('SELECT old FROM moves')
  const putUsername = database.prepare('INSERT OR REPLACE INTO usernames (number, username) VALUES (?, ?)')
  const allUsernames = database.prepare('SELECT * FROM usernames')

  let phones = new Map<string, Phone>()
  let customers = new Map<string, string>()
  let left = new Set<string>()
  let usernames = new Map<string, string>()
  const reload = () => {
    phones = new Map((allPhones.all() as Phone[]).map((phone) => [phone.number, phone]))
    customers = new Map(
      (allCustomers.all() as { number: string; name: string }[]).map((row) => [row.number, row.name]),
    )
    left = new Set((allMoves.all() as { old: string }[]).map((move) => move.old))
    usernames = new Map(
      (allUsernames.all() as { number: string; username: string }[]).map((row) => [row.number, row.username]),
    )
  }
  reload()

  return {
    ...relations,
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
    nameCustomer(number: string, name: string) {
      putCustomer.run(number, name)
      customers.set(number, name)
    },
    customerName: (number: string) => customers.get(number),
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
      relations.moveRelations(from, to)
      movePhone.run(to, from)
      moveCustomer.run(to, from)
      moveUsername.run(to, from)
      dropMove.run(to)
      putMove.run(from, to, now)
      reload()
    },
    reload,
  }
}
