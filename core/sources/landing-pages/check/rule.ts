import type { PublicLanguage } from '@/db/states'
import type { ConfirmationStatus } from '../../../templates/confirmation/rules'
import type { PageBrand, PageTopic } from '../document/rules'
import type { PageContent } from '../schema'
import type { OpenedPage, PageLanguage } from './opened-page'

/** Where something is mended: a block and the place in it, or a screen of settings. */
export type Place =
  | { in: 'block'; blockId: string; path?: string }
  | { in: 'page-settings' }
  | { in: 'brand-settings' }
  | { in: 'number-settings' }

/** One breach of a rule. */
export type Finding = {
  /** The visitors that it concerns; left out where it is the same in every language. */
  language?: PageLanguage
  place?: Place
  /** Which of the rule's words say it, where it has more than one way to be broken. */
  how?: string
  params?: Record<string, string | number>
}

/** What the page is held against: the facts of the brand, and the page as it was rendered in each of its languages. */
export type CheckedPage = {
  content: PageContent
  brand: PageBrand
  /** What the brand asks consent for at this moment. */
  topics: readonly PageTopic[]
  slug: string
  hasWhatsAppNumber: boolean
  /** How far the template is that asks people to confirm, by language. */
  confirmation: Record<PublicLanguage, ConfirmationStatus>
  pages: readonly OpenedPage[]
}

/** `must`: red, the page cannot go live. `should`: amber, staff are warned. */
export type Level = 'must' | 'should'

export type Rule<Name extends string = string> = {
  name: Name
  level: Level
  /** Where it is written; the words beside it are in `messages/…/checker.json`. */
  source: string
  /** Every breach, none when the rule is kept. */
  check: (page: CheckedPage) => Finding[]
}

/** Runs `check` on the page in each language and says of each finding which language it was. */
export const inEachLanguage =
  (check: (opened: OpenedPage, page: CheckedPage) => Finding[]) =>
  (page: CheckedPage): Finding[] =>
    page.pages.flatMap((opened) =>
      check(opened, page).map((finding) => ({ ...finding, language: opened.language })),
    )
