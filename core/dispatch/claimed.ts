import { type SQL, sql } from 'drizzle-orm'
import type { TemplateMessage } from '../providers/whatsapp/types'

/** How long a claimed message may be on its way. After it nobody knows any more whether it was sent. */
export const leaseMs = 2 * 60_000

export const leaseFrom = (now: Date) => new Date(now.getTime() + leaseMs)

export const instantSql = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`

/** The question whether a sign-up was theirs, as it goes out. */
export type Question = {
  templateId: string
  name: string
  /** WhatsApp's code. */
  language: string
  parameters: Pick<TemplateMessage, 'body' | 'buttons'>
}

export type ClaimedMessage = {
  id: string
  subscriberId: string
  /** Null for who hides it; then there is the id. */
  phoneE164: string | null
  waUserId: string | null
  name: string | null
  /** This try included. */
  attempts: number
} & (
  | { campaignId: string; reply?: undefined; question?: undefined }
  | { campaignId?: undefined; reply: { body: string; inReplyTo: string }; question?: undefined }
  | { campaignId?: undefined; reply?: undefined; question: Question }
)

/** Whom a claimed row is for. */
export type PersonRow = {
  id: string
  subscriber_id: string
  phone_e164: string | null
  wa_user_id: string | null
  name: string | null
  attempts: number
}

export const personOf = (row: PersonRow) => ({
  id: row.id,
  subscriberId: row.subscriber_id,
  phoneE164: row.phone_e164,
  waUserId: row.wa_user_id,
  name: row.name,
  attempts: row.attempts,
})
