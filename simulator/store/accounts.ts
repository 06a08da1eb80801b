import type { Database } from './database'

/** A WhatsApp Business account with its one phone number. */
export type Account = {
  waba_id: string
  business_name: string
  phone_number_id: string
  /** E.164 digits without plus. */
  display_phone_number: string
  verified_name: string
  access_token: string
  app_secret: string
  messaging_limit: string
  quality_rating: string
  picture_svg: string | null
  colour: string | null
  callback_uri: string | null
  subscribed: number
  app_id: string
  /** ISO country of the business; template insights are not offered in some. */
  country: string
  /** What the token may do, between commas. */
  permissions: string
  registered: number
  /** The two-step PIN, once set. */
  pin: string | null
  /** CONNECTED sends; anything else does not. */
  number_status: string
  name_status: string
  review_status: string
  /** Whether the business is verified, which is worth more templates. */
  verified: number
  identity_check: number
  insights: number
  verify_token: string | null
  /** JSON of `SendingLimits`. */
  limits: string
  /** A callback of the number, which goes before that of the account. */
  number_callback_uri: string | null
}

type Given =
  | 'waba_id'
  | 'business_name'
  | 'phone_number_id'
  | 'display_phone_number'
  | 'verified_name'
  | 'access_token'
  | 'app_secret'
  | 'messaging_limit'
  | 'quality_rating'
  | 'picture_svg'
  | 'colour'
type Standing =
  | 'app_id'
  | 'country'
  | 'permissions'
  | 'registered'
  | 'pin'
  | 'number_status'
  | 'name_status'
  | 'review_status'
  | 'verified'
  | 'identity_check'
  | 'insights'
  | 'limits'
  | 'number_callback_uri'

/** What an account may not do. Kept as JSON, since next to no account has any of it. */
export type SendingLimits = {
  /** Nothing that costs money goes out. */
  paymentProblem: boolean
  /** Beginnings of numbers that the business may not write to. */
  closedTo: string[]
  /** Of a test number: the only people it may write to. Null for a real one. */
  testRecipients: string[] | null
  /** Until when, by the clock, the platform works on the number: nothing goes out. */
  maintenanceUntil: number
}
const unlimited: SendingLimits = {
  paymentProblem: false,
  closedTo: [],
  testRecipients: null,
  maintenanceUntil: 0,
}

export const limitsOf = ({ limits }: Pick<Account, 'limits'>): SendingLimits =>
  limits === '{}' ? unlimited : { ...unlimited, ...(JSON.parse(limits) as Partial<SendingLimits>) }

/** The same with a change, as it is kept. */
export const changedLimits = (account: Account, change: Partial<SendingLimits>): string =>
  JSON.stringify({ ...limitsOf(account), ...change })

export type NewAccount = Pick<Account, Given>
export type AccountChange = Partial<Pick<Account, Standing>>

export type Accounts = ReturnType<typeof openAccounts>

export function openAccounts(database: Database) {
  const upsert = database.prepare(`
    INSERT INTO accounts (waba_id, business_name, phone_number_id, display_phone_number, verified_name,
      access_token, app_secret, messaging_limit, quality_rating, picture_svg, colour)
    VALUES (:waba_id, :business_name, :phone_number_id, :display_phone_number, :verified_name,
      :access_token, :app_secret, :messaging_limit, :quality_rating, :picture_svg, :colour)
    ON CONFLICT (waba_id) DO UPDATE SET business_name = :business_name, phone_number_id = :phone_number_id,
      display_phone_number = :display_phone_number, verified_name = :verified_name,
      access_token = :access_token, app_secret = :app_secret, messaging_limit = :messaging_limit,
      quality_rating = :quality_rating, picture_svg = :picture_svg, colour = :colour`)
  const takeOver = database.prepare(
    'DELETE FROM accounts WHERE waba_id <> ? AND (phone_number_id = ? OR display_phone_number = ?)',
  )
  const stand = database.prepare(
    'UPDATE accounts SET messaging_limit = ?, quality_rating = ? WHERE waba_id = ?',
  )
  const all = database.prepare('SELECT * FROM accounts ORDER BY rowid')
  const subscribe = database.prepare(
    'UPDATE accounts SET subscribed = 1, callback_uri = coalesce(?, callback_uri) WHERE waba_id = ?',
  )
  const unsubscribe = database.prepare(
    'UPDATE accounts SET subscribed = 0, callback_uri = NULL WHERE waba_id = ?',
  )

  let known = all.all() as Account[]
  const reload = () => {
    known = all.all() as Account[]
  }

  return {
    all: () => known,
    byWaba: (wabaId: string) => known.find((account) => account.waba_id === wabaId),
    byNumberId: (id: string) => known.find((account) => account.phone_number_id === id),
    byNumber: (digits: string) => known.find((account) => account.display_phone_number === digits),
    byToken: (token: string) => known.filter((account) => account.access_token === token),
    /** A number belongs to one account: an account that had it before is gone. */
    put(account: NewAccount) {
      takeOver.run(account.waba_id, account.phone_number_id, account.display_phone_number)
      upsert.run(account)
      reload()
    },
    /** What WhatsApp decided because of how people take what the business sends. */
    setStanding(wabaId: string, change: Partial<Pick<Account, 'messaging_limit' | 'quality_rating'>>) {
      const account = known.find((one) => one.waba_id === wabaId)
      if (!account) return
      const { messaging_limit: limit, quality_rating: rating } = { ...account, ...change }
      stand.run(limit, rating, wabaId)
      reload()
    },
    /** Without `callbackUri` an address that was set before stays. */
    subscribe(wabaId: string, callbackUri: string | null) {
      subscribe.run(callbackUri, wabaId)
      reload()
    },
    unsubscribe(wabaId: string) {
      unsubscribe.run(wabaId)
      reload()
    },
    /** Changes how an account stands with the platform. */
    change(wabaId: string, change: AccountChange) {
      for (const [column, value] of Object.entries(change)) {
        database.prepare(`UPDATE accounts SET ${column} = ? WHERE waba_id = ?`).run(value, wabaId)
      }
      reload()
    },
    reload,
  }
}
