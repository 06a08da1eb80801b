import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { PageState, PublicLanguage } from '../states'
import { brandId, bytes, instant } from './columns'
import { wordings } from './consent'

/** A page as staff edit it. What people see is always a version, never this row. */
export const landingPages = pgTable(
  'landing_pages',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    /** Unique over all brands: it is the public address `/p/<slug>`. */
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    state: text('state').$type<PageState>().notNull(),
    /** Blocks and texts as being edited; its shape is `pageContentSchema`. */
    draft: jsonb('draft').notNull(),
    /** Rises with every save; a save that names an older one is refused, so two tabs cannot overwrite each other. */
    draftRevision: integer('draft_revision').notNull(),
    publishedVersion: integer('published_version'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('landing_pages_updated').on(t.brandId, t.updatedAt),
  ],
)

/** A page as it was published. Never changed afterwards: consent events point at it. */
export const landingPageVersions = pgTable(
  'landing_page_versions',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    landingPageId: uuid('landing_page_id').notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').notNull(),
    /** The topics that the tick on this version is for. */
    topicIds: uuid('topic_ids').array().notNull(),
    /** What those topics promised when the page was published, in the same order. */
    topicVersions: integer('topic_versions').array(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: text('published_by'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('landing_page_versions_number').on(t.brandId, t.landingPageId, t.version),
    foreignKey({
      columns: [t.brandId, t.landingPageId],
      foreignColumns: [landingPages.brandId, landingPages.id],
      name: 'landing_page_versions_page',
    }),
  ],
)

/** What was served, byte for byte but for the marks where an error, a number or a code is filled in. */
export const landingPageRenders = pgTable(
  'landing_page_renders',
  {
    brandId: brandId(),
    versionId: uuid('version_id').notNull(),
    language: text('language').$type<PublicLanguage>().notNull(),
    /** The page with the form, the page that asks to confirm, and the page for who has confirmed. */
    formHtml: text('form_html').notNull(),
    confirmHtml: text('confirm_html').notNull(),
    doneHtml: text('done_html').notNull(),
    /** The page that says that our message with a button is on its way. Null where people write to us. */
    askedHtml: text('asked_html'),
    /** SHA-256 (base64) of the one style element, for the Content-Security-Policy. */
    styleHash: text('style_hash').notNull(),
    wordingId: uuid('wording_id').notNull(),
    htmlHash: bytes('html_hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.versionId, t.language] }),
    foreignKey({
      columns: [t.brandId, t.versionId],
      foreignColumns: [landingPageVersions.brandId, landingPageVersions.id],
      name: 'landing_page_renders_version',
    }),
    foreignKey({
      columns: [t.brandId, t.wordingId],
      foreignColumns: [wordings.brandId, wordings.id],
      name: 'landing_page_renders_wording',
    }),
  ],
)
