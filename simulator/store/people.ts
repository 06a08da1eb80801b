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
}

type Flag = 'blocked' | 'stopped' | 'reported'

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
    INSERT INTO relations (phone_number_id, peer, received) VALUES (?, ?, 1)
    ON CONFLICT (phone_number_id, peer) DO UPDATE SET received = received + 1 RETURNING *`)
  const openWindow = database.prepare(`
    INSERT INTO relations (phone_number_id, peer, window_until) VALUES (?, ?, ?)
    ON CONFLICT (phone_number_id, peer) DO UPDATE SET window_until = excluded.window_until`)
  const flag = (name: Flag) =>
    database.prepare(`
      INSERT INTO relations (phone_number_id, peer, ${name}) VALUES (?, ?, ?)
      ON CONFLICT (phone_number_id, peer) DO UPDATE SET ${name} = excluded.${name}`)
  const flags = { blocked: flag('blocked'), stopped: flag('stopped'), reported: flag('reported') }

  let phones = new Map((allPhones.all() as Phone[]).map((phone) => [phone.number, phone]))
  const reload = () => {
    phones = new Map((allPhones.all() as Phone[]).map((phone) => [phone.number, phone]))
  }

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
    /** Counts one more message to this person and gives the relation after it. */
    receive: (phoneNumberId: string, peer: string) => receive.get(phoneNumberId, peer) as Relation,
    openWindow: (phoneNumberId: string, peer: string, until: number) =>
      openWindow.run(phoneNumberId, peer, until),
    setFlag: (name: Flag, phoneNumberId: string, peer: string, on: boolean) =>
      flags[name].run(phoneNumberId, peer, on ? 1 : 0),
    reload,
  }
}
