import { date, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { brandId, instant } from './columns'
import { templates } from './templates'

/**
 * Consent by day (in the brand's time zone), source and code. Kept by the `refresh-roll-ups` job, read by every
 * chart; a rebuild from the ledger gives the same numbers. People are counted once a day, not once a topic.
 */
export const consentDays = pgTable(
  'consent_days',
  {
    brandId: brandId(),
    day: date('day', { mode: 'string' }).notNull(),
    sourceKind: text('source_kind').notNull(),
    /** Empty text where there is none: a key column cannot be null. */
    landingPageId: text('landing_page_id').notNull(),
    qrCodeId: text('qr_code_id').notNull(),
    /** People who gave consent that day, and of these: confirmed within 7 days, opted out within 30. */
    optIns: integer('opt_ins').notNull(),
    confirmed: integer('confirmed').notNull(),
    goneWithin30: integer('gone_within_30').notNull().default(0),
    /** People who withdrew something that day, under the source they came through. */
    optOuts: integer('opt_outs').notNull(),
    /** From no standing consent to some, and back. Over all days the difference is the number of subscribers. */
    joined: integer('joined').notNull().default(0),
    departed: integer('departed').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.day, t.sourceKind, t.landingPageId, t.qrCodeId] })],
)

/**
 * Messages by day of sending and template, with what became of them within 7 days. Opt-outs count on the day of
 * the message that was answered.
 */
export const templateDays = pgTable(
  'template_days',
  {
    brandId: brandId(),
    day: date('day', { mode: 'string' }).notNull(),
    templateId: uuid('template_id').notNull(),
    accepted: integer('accepted').notNull(),
    delivered: integer('delivered').notNull(),
    read: integer('read').notNull(),
    failed: integer('failed').notNull(),
    optOuts: integer('opt_outs').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.day, t.templateId] }),
    index('template_days_template').on(t.brandId, t.templateId, t.day),
    foreignKey({
      columns: [t.brandId, t.templateId],
      foreignColumns: [templates.brandId, templates.id],
      name: 'template_days_template_fk',
    }),
  ],
)

/** Up to when the roll-ups are whole, per brand. */
export const rollUpMarks = pgTable('roll_up_marks', {
  brandId: brandId().primaryKey(),
  refreshedAt: instant('refreshed_at').notNull(),
  /** The same for what people do with messages (`refresh-activity`). */
  activityAt: instant('activity_at'),
})

/**
 * What became of everybody who came through a source, one row a source. Made anew every hour by `refresh-sources`; who
 * confirmed counts as subscribed until they withdraw. `judged` are those whose 30 or 90 days are over.
 */
export const sourceFigures = pgTable(
  'source_figures',
  {
    brandId: brandId(),
    sourceKind: text('source_kind').notNull(),
    /** Empty text where there is none: a key column cannot be null. */
    landingPageId: text('landing_page_id').notNull(),
    qrCodeId: text('qr_code_id').notNull(),
    optIns: integer('opt_ins').notNull(),
    confirmed: integer('confirmed').notNull(),
    judged30: integer('judged_30').notNull(),
    stayed30: integer('stayed_30').notNull(),
    judged90: integer('judged_90').notNull(),
    stayed90: integer('stayed_90').notNull(),
    optOuts: integer('opt_outs').notNull(),
    lastEventAt: instant('last_event_at').notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.sourceKind, t.landingPageId, t.qrCodeId] })],
)
