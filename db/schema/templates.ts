import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { brandId, instant } from './columns'
import { whatsappAccounts } from './whatsapp-accounts'

/** A message template as WhatsApp knows it; WhatsApp's copy is the true one, this is the last we heard. */
export const templates = pgTable(
  'templates',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    accountId: uuid('account_id').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    /** WhatsApp's code, with underscore: `nl`, `en_US`. */
    language: text('language').notNull(),
    category: text('category').notNull(),
    status: text('status').notNull(),
    qualityScore: text('quality_score').notNull(),
    parameterFormat: text('parameter_format').$type<'POSITIONAL' | 'NAMED'>().notNull(),
    rejectedReason: text('rejected_reason'),
    /** As the API gives them; read through `templateComponentsSchema`. */
    components: jsonb('components').notNull(),
    syncedAt: instant('synced_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('templates_name').on(t.brandId, t.accountId, t.name, t.language),
    index('templates_external').on(t.brandId, t.externalId),
    foreignKey({
      columns: [t.brandId, t.accountId],
      foreignColumns: [whatsappAccounts.brandId, whatsappAccounts.id],
      name: 'templates_account',
    }),
  ],
)

/**
 * Every change of status, quality or category, kept for ever: the quality timeline is drawn from it. What WhatsApp said
 * again later stands there too, with `previous` equal to `current`: it tells older news from newer.
 */
export const templateEvents = pgTable(
  'template_events',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    templateId: uuid('template_id').notNull(),
    kind: text('kind').$type<'status' | 'quality' | 'category'>().notNull(),
    previous: text('previous'),
    current: text('current').notNull(),
    reason: text('reason'),
    /** How we learnt of it: WhatsApp told us, we asked, a message was refused for it, or staff entered it. */
    heardFrom: text('heard_from').$type<'webhook' | 'sync' | 'send' | 'staff'>().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('template_events_template').on(t.brandId, t.templateId, t.at),
    foreignKey({
      columns: [t.brandId, t.templateId],
      foreignColumns: [templates.brandId, templates.id],
      name: 'template_events_template_fk',
    }),
  ],
)
