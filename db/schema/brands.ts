import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { FormGuard, Locale, SourceKind } from '../states'

export type BrandTheme = {
  /** CSS colours for public pages: the hero's ground, text on it, the button, text on that. */
  primary: string
  onPrimary: string
  ink: string
  onInk: string
  /** Faces that every phone has: a public page fetches no font. Left out by brands from before the choice. */
  font?: 'system' | 'serif' | 'rounded' | 'narrow'
  corners?: 'square' | 'soft' | 'round'
  /** A logo that is a photo or a bitmap; a drawing stands in `logo_svg`. */
  logo?: { pictureId: string; width: number; height: number } | null
}

/**
 * A business that messages people. Small and read everywhere, so a distributed Postgres keeps it as a reference
 * table; everything else carries its id as the first part of its key.
 */
export const brands = pgTable('brands', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  legalName: text('legal_name').notNull(),
  contactEmail: text('contact_email').notNull(),
  postalAddress: text('postal_address').notNull(),
  websiteUrl: text('website_url').notNull(),
  privacyUrl: text('privacy_url').notNull(),
  /** A drawing that we made or cleaned ourselves; put into public pages as it is. */
  logoSvg: text('logo_svg'),
  theme: jsonb('theme').$type<BrandTheme>().notNull(),
  defaultLocale: text('default_locale').$type<Locale>().notNull(),
  timeZone: text('time_zone').notNull(),
  defaultCountry: text('default_country').notNull(),
  /** Whether a tick on a page counts only after the person confirmed it from their own WhatsApp. */
  doubleOptIn: boolean('double_opt_in').notNull().default(true),
  /** Where the tick alone would do: the sources and the countries of numbers that must be confirmed all the same. */
  doubleOptInSources: text('double_opt_in_sources')
    .array()
    .$type<SourceKind[]>()
    .notNull()
    .default(['staff']),
  doubleOptInCountries: text('double_opt_in_countries').array().notNull().default(['DE']),
  /** What the privacy notice calls its version, for the proof. */
  privacyVersion: text('privacy_version'),
  /** Consent that was given, confirmed or used last so many months ago expires. Null: it never does. */
  consentMonths: integer('consent_months'),
  /** The person is due to be asked again so many days before that. */
  askAgainDays: integer('ask_again_days').notNull().default(30),
  /** Numbers of these countries are taken on public pages (ISO 3166-1 alpha-2). Empty: of every country. */
  servedCountries: text('served_countries').array().notNull().default([]),
  formGuard: text('form_guard').$type<FormGuard>().notNull().default('auto'),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
})
