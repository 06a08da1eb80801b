import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { PageState, QrKind, QrState } from '@/db/states'
import { getLog } from '../../platform/log'
import { waId } from '../../platform/phone'
import { chatText } from './rules'

/** What a code leads to now. */
export type HeldCode = {
  brandId: string
  qrCodeId: string
  code: string
  kind: QrKind
  state: QrState
  expiresAt: Date | null
  brandName: string
  slug: string
  pageState: PageState
  /** The chat with its words in it; null where the code is for a page, or no number is connected. */
  chatLink: string | null
}

type Held = {
  codes: Map<string, { code: HeldCode; until: number }>
  /** Rises with every word from Postgres: what was read before it is not kept. */
  heard: number
  listening?: Promise<boolean> | undefined
}

/** Some 300 bytes each. */
const room = 20_000
/** A word from Postgres drops a code at once; this is the net under it, and for what says no word (a name, a number). */
const holdMs = 30_000

const onGlobal = globalThis as { vinkjeCodes?: WeakMap<Database, Held> }

function heldFor(database: Database): Held {
  onGlobal.vinkjeCodes ??= new WeakMap()
  let held = onGlobal.vinkjeCodes.get(database)
  if (!held) {
    held = { codes: new Map(), heard: 0 }
    onGlobal.vinkjeCodes.set(database, held)
  }
  return held
}

/** The channel on which a changed code is named; an empty name means many of them. */
export const codeChannel = 'qr_code'

/** Starts hearing of changes, once a process. Until that works nothing is held, so nothing can be stale. */
function listen(database: Database, held: Held): Promise<boolean> {
  const forget = (code = '') => {
    held.heard += 1
    if (code === '') held.codes.clear()
    else held.codes.delete(code)
  }
  const all = () => forget()
  held.listening ??= Promise.all([
    database.sql.listen(codeChannel, forget, all),
    // A page that moved or went offline changes where its codes lead.
    database.sql.listen('landing_page', all, all),
  ]).then(
    () => true,
    (error: unknown) => {
      getLog('qr-codes').warn(
        { err: error },
        'cannot listen for changed codes; following them without memory',
      )
      held.listening = undefined
      return false
    },
  )
  return held.listening
}

type Row = Omit<HeldCode, 'expiresAt' | 'chatLink'> & {
  expiresAt: string | null
  chatWords: string | null
  linkBaseUrl: string | null
  phone: string | null
}

/** What a code leads to, or undefined. Over all brands: a code is all that a passer-by has. */
export async function findCode(database: Database, code: string, now: Date): Promise<HeldCode | undefined> {
  const held = heldFor(database)
  const known = held.codes.get(code)
  if (known && known.until > now.getTime()) return known.code
  const mayKeep = await listen(database, held)
  const heardBefore = held.heard
  const [row] = await database.db.execute<Row>(sql`
    select q.brand_id as "brandId", q.id as "qrCodeId", q.code, q.kind, q.state, q.expires_at as "expiresAt",
      brands.name as "brandName", l.slug, l.state as "pageState", q.chat_words as "chatWords",
      a.link_base_url as "linkBaseUrl", a.display_phone_e164 as phone
    from qr_codes q
    join landing_pages l on l.brand_id = q.brand_id and l.id = q.landing_page_id
    join brands on brands.id = q.brand_id
    left join whatsapp_accounts a on q.kind = 'chat' and a.brand_id = q.brand_id and a.replaced_at is null
    where q.code = ${code}`)
  if (!row) return undefined
  const found = toHeld(row)
  if (mayKeep && held.heard === heardBefore) {
    const oldest = held.codes.keys().next().value
    if (held.codes.size >= room && oldest !== undefined) held.codes.delete(oldest)
    held.codes.set(code, { code: found, until: now.getTime() + holdMs })
  }
  return found
}

function toHeld({ chatWords, linkBaseUrl, phone, expiresAt, ...row }: Row): HeldCode {
  const text = encodeURIComponent(chatText(chatWords ?? '', row.code))
  return {
    ...row,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    chatLink: linkBaseUrl && phone ? `${linkBaseUrl}/${waId(phone)}?text=${text}` : null,
  }
}
