import { randomInt } from 'node:crypto'
import type { Database } from './database'

/** A short link (`wa.me/message/CODE`) with its QR code. */
export type ShortLink = {
  seq: number
  code: string
  phone_number_id: string
  prefilled_message: string
  image_format: 'SVG' | 'PNG'
}

export type Links = ReturnType<typeof openLinks>

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const newCode = () => Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join('')

export function openLinks(database: Database) {
  const insert = database.prepare(
    'INSERT INTO links (code, phone_number_id, prefilled_message, image_format) VALUES (?, ?, ?, ?)',
  )
  const ofNumber = database.prepare('SELECT * FROM links WHERE phone_number_id = ? ORDER BY seq')
  const count = database.prepare('SELECT count(*) AS n FROM links WHERE phone_number_id = ?')
  const byCode = database.prepare('SELECT * FROM links WHERE code = ?')
  const change = database.prepare('UPDATE links SET prefilled_message = ? WHERE code = ?')
  const remove = database.prepare('DELETE FROM links WHERE code = ?')
  const find = (code: string) => byCode.get(code) as ShortLink | undefined

  return {
    add(phoneNumberId: string, text: string, format: ShortLink['image_format']): ShortLink {
      const code = newCode()
      insert.run(code, phoneNumberId, text, format)
      return find(code) as ShortLink
    },
    list: (phoneNumberId: string) => ofNumber.all(phoneNumberId) as ShortLink[],
    count: (phoneNumberId: string) => (count.get(phoneNumberId) as { n: number }).n,
    find,
    change: (code: string, text: string) => change.run(text, code),
    remove: (code: string) => remove.run(code),
  }
}
