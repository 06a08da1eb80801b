/** What answers are filled with. */
export type ReplyFacts = {
  brand: string
  /** Topic names in the person's language, joined: `Acties en Nieuws`. */
  topics: string
  /** The page to sign up on, when the brand has one. */
  link: string | null
  /** Their own page, where they choose, pause, stop, see, erase. Goes to their own phone only. */
  preferences: string
  contactEmail: string
  websiteUrl: string
}

export type ReplyKind =
  | 'confirmed'
  | 'already-confirmed'
  | 'expired-code'
  | 'unknown-code'
  | 'wrong-phone'
  | 'not-me'
  | 'stopped'
  | 'stopped-marketing'
  | 'stopped-topic'
  | 'stopped-before'
  | 'almost-stop'
  | 'welcome-back'
  | 'renewed'
  | 'start-without-consent'
  | 'preferences'
  | 'help'

/** Said once, free of charge, inside the 24 hours after their message. Never an offer among them. */
export type ReplyWords = Record<ReplyKind, (facts: ReplyFacts) => string>
