import type { Database } from './database'

export type Mail = {
  seq: number
  id: string
  /** Whose inbox it lies in, in lower case. */
  address: string
  from_name: string
  from_address: string
  subject: string
  text: string
  html: string | null
  /** Name in lower case and value, in the order in which they stood. */
  headers: [string, string][]
  attachments: { name: string; type: string; size: number }[]
  at: number
  read_at: number | null
}

/** More than this many in one inbox, or in all of them, and the oldest go. */
const mostAnAddress = 200
const mostInAll = 5_000

type Row = Omit<Mail, 'headers' | 'attachments'> & { headers: string; attachments: string }

const fromRow = (row: Row): Mail => ({
  ...row,
  headers: JSON.parse(row.headers) as Mail['headers'],
  attachments: JSON.parse(row.attachments) as Mail['attachments'],
})

export type Mails = ReturnType<typeof openMails>

export function openMails(database: Database) {
  const insert = database.prepare(`
    INSERT INTO mails (id, address, from_name, from_address, subject, text, html, headers, attachments, at, read_at)
    VALUES (:id, :address, :from_name, :from_address, :subject, :text, :html, :headers, :attachments, :at, :read_at)`)
  const trimAddress = database.prepare(`
    DELETE FROM mails WHERE address = :address AND seq NOT IN
      (SELECT seq FROM mails WHERE address = :address ORDER BY seq DESC LIMIT ${mostAnAddress})`)
  const trimAll = database.prepare(
    `DELETE FROM mails WHERE seq <= (SELECT max(seq) FROM mails) - ${mostInAll}`,
  )
  const byAddress = database.prepare('SELECT * FROM mails WHERE address = ? ORDER BY seq DESC')
  const byId = database.prepare('SELECT * FROM mails WHERE id = ?')
  const inboxes = database.prepare(`
    SELECT address, count(*) AS mails, sum(read_at IS NULL) AS unread FROM mails GROUP BY address ORDER BY max(seq) DESC
    LIMIT 500`)
  const read = database.prepare('UPDATE mails SET read_at = ? WHERE id = ? AND read_at IS NULL')
  const ownAddress = database.prepare('SELECT address FROM addresses WHERE number = ?')
  const setAddress = database.prepare(
    'INSERT INTO addresses (number, address) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET address = excluded.address',
  )
  const holders = database.prepare('SELECT number FROM addresses WHERE address = ?')

  return {
    add(mail: Omit<Mail, 'seq'>) {
      insert.run({
        ...mail,
        headers: JSON.stringify(mail.headers),
        attachments: JSON.stringify(mail.attachments),
      })
      trimAddress.run({ address: mail.address })
      trimAll.run()
    },
    byAddress: (address: string) => (byAddress.all(address.toLowerCase()) as Row[]).map(fromRow),
    byId(id: string) {
      const row = byId.get(id) as Row | undefined
      return row && fromRow(row)
    },
    inboxes: () => inboxes.all() as { address: string; mails: number; unread: number }[],
    read: (id: string, now: number) => read.run(now, id),
    /** The address that a phone reads, or undefined where nobody chose one. */
    addressOf: (number: string) => (ownAddress.get(number) as { address: string } | undefined)?.address,
    setAddress: (number: string, address: string) => setAddress.run(number, address.toLowerCase()),
    holdersOf: (address: string) =>
      (holders.all(address.toLowerCase()) as { number: string }[]).map((row) => row.number),
  }
}
