import { z } from 'zod'
import type { MessageState } from '@/db/states'
import { type ProofEntry, waUserIdSchema } from '../subscribers/schema'

/**
 * What WhatsApp posts, read loosely: only what we use is named, everything may be missing, unknown members pass.
 * Each message and status is parsed on its own, so that one we do not understand costs none of the others.
 */

/** Unix seconds, a text in messages and a number in management events. */
export const unixSeconds = z.coerce
  .number()
  .int()
  .positive()
  // Until the year 2100: a moment that no clock shows is a mistake, and Postgres would refuse the whole lot for it.
  .max(4_102_444_800)
  .transform((seconds) => new Date(seconds * 1000))

/** Ids come as texts and as numbers. */
const anyId = z.union([z.string(), z.number()]).transform(String)
/** PostgreSQL keeps no NUL in a text, neither in a name nor in an id. */
export const plainText = z.string().transform((text) => text.replaceAll('\0', ''))
const wamid = plainText.pipe(z.string().min(1).max(500))
const waNumber = z.string().regex(/^\d{6,15}$/)
/** The business-scoped id; one that looks otherwise is kept with the message and names nobody. */
const waUserId = waUserIdSchema

export const envelopeSchema = z.looseObject({
  entry: z
    .array(
      z.looseObject({
        time: unixSeconds.optional().catch(undefined),
        changes: z.array(z.looseObject({ field: z.string(), value: z.unknown() })).default([]),
      }),
    )
    .default([]),
})

const contactSchema = z.looseObject({
  profile: z
    .looseObject({ name: plainText.optional(), username: plainText.optional() })
    .optional()
    .catch(undefined),
  wa_id: waNumber.optional().catch(undefined),
  user_id: waUserId.optional().catch(undefined),
})
export type Contact = z.infer<typeof contactSchema>

export const messagesValueSchema = z.looseObject({
  metadata: z.looseObject({ phone_number_id: anyId.optional() }).optional(),
  contacts: z.array(contactSchema).optional().catch(undefined),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
  user_preferences: z.array(z.unknown()).default([]),
  errors: z.array(z.unknown()).default([]),
})

export const inboundMessageSchema = z.looseObject({
  id: wamid,
  /** Missing for people who hide their number behind a username. */
  from: waNumber.optional().catch(undefined),
  from_user_id: waUserId.optional().catch(undefined),
  timestamp: unixSeconds,
  type: z.string().default('unknown'),
  context: z.looseObject({ id: z.string().optional() }).optional().catch(undefined),
  text: z.looseObject({ body: z.string() }).optional(),
  button: z.looseObject({ payload: z.string().optional(), text: z.string().optional() }).optional(),
  interactive: z
    .looseObject({
      button_reply: z.looseObject({ id: z.string().optional(), title: z.string().optional() }).optional(),
      list_reply: z.looseObject({ id: z.string().optional(), title: z.string().optional() }).optional(),
    })
    .optional(),
  /** WhatsApp's own word about the person. Older documents call the new number `new_wa_id`. */
  system: z
    .looseObject({
      type: z.string().optional(),
      wa_id: waNumber.optional().catch(undefined),
      new_wa_id: waNumber.optional().catch(undefined),
      user_id: waUserId.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})
export type InboundMessage = z.infer<typeof inboundMessageSchema>

export const statusSchema = z.looseObject({
  id: wamid,
  status: plainText,
  timestamp: unixSeconds,
  recipient_id: waNumber.optional().catch(undefined),
  recipient_user_id: waUserId.optional().catch(undefined),
  biz_opaque_callback_data: z.string().optional(),
  errors: z
    .array(z.looseObject({ code: z.coerce.number().int(), title: plainText.optional() }))
    .optional()
    .catch(undefined),
})
export type StatusUpdate = z.infer<typeof statusSchema>

export const preferenceSchema = z.looseObject({
  wa_id: waNumber.optional().catch(undefined),
  user_id: waUserId.optional().catch(undefined),
  category: z.string().optional(),
  value: z.string(),
  timestamp: unixSeconds,
})

/** Status, quality and category updates: the members that are present tell which it is, not the field's name. */
export const templateUpdateSchema = z.looseObject({
  message_template_id: anyId,
  event: z.string().optional(),
  reason: z.string().nullish(),
  rejection_info: z.looseObject({ reason: z.string().optional() }).optional().catch(undefined),
  other_info: z.looseObject({ title: z.string().optional() }).optional().catch(undefined),
  new_quality_score: z.string().optional(),
  new_category: z.string().optional(),
  correct_category: z.string().optional(),
})

/**
 * `TIER_10K`, or a bare number where older documents have one; −1 is "no limit". Until February 2026 it was told per
 * number, under another name.
 */
export const limitSchema = z.looseObject({
  event: z.string().optional(),
  max_daily_conversation_per_phone: z.union([z.string(), z.number()]).optional(),
  current_limit: z.union([z.string(), z.number()]).optional(),
  max_daily_conversations_per_business: z.union([z.string(), z.number()]).optional(),
})

/** A notice about one number names it as people write it, without the plus. */
export const numberUpdateSchema = z.looseObject({ display_phone_number: anyId.optional() })

const word = plainText.pipe(z.string().min(1).max(100))

export const nameUpdateSchema = z.looseObject({
  decision: word,
  requested_verified_name: plainText.nullish(),
  rejection_reason: plainText.nullish(),
})

export const reviewUpdateSchema = z.looseObject({ decision: word })

export const securitySchema = z.looseObject({ event: word })

export const alertSchema = z.looseObject({
  entity_type: plainText.optional(),
  alert_info: z.looseObject({
    alert_severity: z.string().optional(),
    alert_status: z.string().optional(),
    alert_type: word,
    alert_description: plainText.optional(),
  }),
})

export const accountUpdateSchema = z.looseObject({
  event: word,
  restriction_info: z
    .array(
      z.looseObject({
        restriction_type: plainText,
        expiration: unixSeconds.optional().catch(undefined),
        remediation: plainText.optional(),
      }),
    )
    .default([]),
  violation_info: z.looseObject({ violation_type: plainText.optional() }).optional(),
  ban_info: z
    .looseObject({ waba_ban_state: plainText.optional(), waba_ban_date: anyId.optional() })
    .optional(),
})

/** One message of the exchange with a person. */
export type ConversationItem =
  | { direction: 'in'; id: string; at: Date; type: string; text: string | null; understoodAs: string }
  | {
      direction: 'out'
      id: string
      at: Date
      state: MessageState
      /** When it came to that state, as far as WhatsApp told. */
      stateAt: Date | null
      campaign: { id: string; name: string } | null
      templateName: string | null
      /** It asks whether a sign-up was theirs. */
      isQuestion: boolean
      /** The answer that was sent; a campaign's text is in its template. */
      reply: string | null
      skipReason: string | null
      errorCode: number | null
      errorTitle: string | null
    }

/** One line of everything that happened between a person and the brand. */
export type TimelineItem = { id: string; at: Date } & (
  | { what: 'consent'; entry: ProofEntry }
  | { what: 'received'; message: Extract<ConversationItem, { direction: 'in' }>; windowUntil: Date }
  | { what: 'sent'; message: Extract<ConversationItem, { direction: 'out' }> }
  | { what: 'click'; campaign: { id: string; name: string } }
  | { what: 'note'; text: string; author: string | null }
)
