import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { PublicLanguage } from '../states'
import { brandId, bytes, instant } from './columns'

/**
 * A brand's pictures. The files lie in the file store under `pictures/<id>/`, in the formats and widths of
 * `core/sources/pictures/rules.ts`; they never change and are never removed, because published pages show them for as
 * long as consent given on them has to be proven.
 */
export const pictures = pgTable(
  'pictures',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    /** The file's own name, for the library alone. */
    name: text('name').notNull(),
    /** As it is shown: turned upright. */
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** SHA-256 of what was uploaded: the same picture again is the same row. */
    hash: bytes('hash').notNull(),
    /** What it shows, a language each, as pages offer it to who cannot see it. A page may say it otherwise. */
    words: jsonb('words').$type<Partial<Record<PublicLanguage, string>>>().notNull().default({}),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
    /** No longer offered for new pages. */
    archivedAt: instant('archived_at'),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.id] }), unique('pictures_hash').on(t.brandId, t.hash)],
)
