import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { brandId, instant } from './columns'

/** A group of people by rules, counted anew whenever it is asked for. Its shape is `segmentRulesSchema`. */
export const segments = pgTable(
  'segments',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    rules: jsonb('rules').notNull(),
    /** Rises with every save; a save that names an older one is refused. */
    revision: integer('revision').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('segments_name').on(t.brandId, t.name)],
)

/** A view of the list of people that the brand's staff share: its filters, order and columns as in the address. */
export const savedViews = pgTable(
  'saved_views',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    query: text('query').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('saved_views_name').on(t.brandId, t.name)],
)

/**
 * One act on many people, done in steps by a job. `after_id` is how far it came, so that a killed worker goes on where
 * it stopped. A row in `running` whose `updated_at` stands still means that no worker runs.
 */
export const bulkActions = pgTable(
  'bulk_actions',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    /** Which act, with what it needs: a tag, topics. Its shape is `bulkActSchema`. */
    act: jsonb('act').notNull(),
    /** Who is meant: ids, or the filters of the list. Its shape is `bulkTargetSchema`. */
    target: jsonb('target').notNull(),
    state: text('state').$type<'running' | 'done' | 'cancelled'>().notNull(),
    /** How many were meant when it was confirmed, looked at since, and changed. */
    total: integer('total').notNull(),
    seen: integer('seen').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    afterId: uuid('after_id'),
    /** Who joined later is not meant. */
    joinedBefore: instant('joined_before').notNull(),
    staffId: uuid('staff_id').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] })],
)
