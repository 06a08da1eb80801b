import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import { brands } from './brands'

/** An instant, with its zone. Names end in `At` here and in `_at` in the database. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Raw bytes: hashes, commitments, sealed texts. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => 'bytea',
})

/** The brand a row belongs to. Always the first part of the primary key and of every foreign key. */
export const brandId = () =>
  uuid('brand_id')
    .notNull()
    .references(() => brands.id)

/**
 * The same in tables of millions whose rows belong to a row that has a brand: their foreign key to that one carries the
 * brand along, and a check of its own for each row would say it again.
 */
export const brandOfParent = () => uuid('brand_id').notNull()
