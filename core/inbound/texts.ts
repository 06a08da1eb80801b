import type { Locale } from '@/db/states'

/** What answers are filled with. */
export type ReplyFacts = {
  brand: string
  /** Topic names in the person's language, joined: `Acties en Nieuws`. */
  topics: string
  /** The page to sign up on, when the brand has one. */
  link: string | null
  contactEmail: string
  websiteUrl: string
}

export const replyKinds = [
  'confirmed',
  'already-confirmed',
  'expired-code',
  'unknown-code',
  'wrong-phone',
  'stopped',
  'stopped-marketing',
  'stopped-topic',
  'stopped-before',
  'welcome-back',
  'start-without-consent',
  'help',
] as const
export type ReplyKind = (typeof replyKinds)[number]

type Words = Record<ReplyKind, (facts: ReplyFacts) => string>

/** Said once, free of charge, inside the 24 hours after their message. Never an offer among them. */
const nl: Words = {
  confirmed: (f) =>
    `Je bent aangemeld. ${f.brand} stuurt je berichten over ${f.topics}. Stoppen kan altijd: stuur STOP.`,
  'already-confirmed': (f) =>
    `Je was al aangemeld bij ${f.brand} voor ${f.topics}. Stoppen kan altijd: stuur STOP.`,
  'expired-code': (f) =>
    `Deze code is verlopen, dus je bent nog niet aangemeld.${again(f.link, 'Vul de pagina opnieuw in')}`,
  'unknown-code': (f) =>
    `Deze code kennen we niet, dus je bent nog niet aangemeld.${again(f.link, 'Vul de pagina opnieuw in')}`,
  'wrong-phone': (f) =>
    `Deze code hoort bij een ander telefoonnummer, dus je bent nog niet aangemeld. Stuur hem vanaf het nummer dat je hebt ingevuld.${again(f.link, 'Of meld dit nummer aan')}`,
  stopped: (f) => `Je bent afgemeld. ${f.brand} stuurt je geen berichten meer. Toch weer? Stuur START.`,
  'stopped-marketing': (f) =>
    `Je bent afgemeld. ${f.brand} stuurt je geen aanbiedingen en nieuws meer. Alleen berichten over ${f.topics} komen nog. Ook die niet? Stuur nog een keer STOP.`,
  'stopped-topic': (f) => `Je bent afgemeld voor ${f.topics} van ${f.brand}. Voor al het andere: stuur STOP.`,
  'stopped-before': (f) => `Je was al afgemeld. ${f.brand} stuurt je geen berichten. Toch weer? Stuur START.`,
  'welcome-back': (f) =>
    `Welkom terug. ${f.brand} stuurt je weer berichten over ${f.topics}. Stoppen kan altijd: stuur STOP.`,
  'start-without-consent': (f) =>
    f.link
      ? `Fijn dat je berichten van ${f.brand} wilt. Kies hier welke: ${f.link}`
      : `Fijn dat je berichten van ${f.brand} wilt. Aanmelden kan nu even niet; vraag ernaar via ${f.contactEmail}.`,
  help: (f) =>
    `Dit is ${f.brand}. We sturen alleen berichten waar je zelf om hebt gevraagd. Stoppen: stuur STOP. Vragen: ${f.contactEmail} of ${f.websiteUrl}`,
}

const en: Words = {
  confirmed: (f) =>
    `You are signed up. ${f.brand} will send you messages about ${f.topics}. You can stop any time: send STOP.`,
  'already-confirmed': (f) =>
    `You were signed up with ${f.brand} already, for ${f.topics}. You can stop any time: send STOP.`,
  'expired-code': (f) =>
    `This code has run out, so you are not signed up yet.${again(f.link, 'Please fill in the page again')}`,
  'unknown-code': (f) =>
    `We do not know this code, so you are not signed up yet.${again(f.link, 'Please fill in the page again')}`,
  'wrong-phone': (f) =>
    `This code belongs to another phone number, so you are not signed up yet. Send it from the number you filled in.${again(f.link, 'Or sign up this number')}`,
  stopped: (f) =>
    `You are signed off. ${f.brand} will send you no more messages. Changed your mind? Send START.`,
  'stopped-marketing': (f) =>
    `You are signed off. ${f.brand} will send you no more offers and news. Only messages about ${f.topics} may still come. Not those either? Send STOP once more.`,
  'stopped-topic': (f) =>
    `You are signed off from ${f.topics} by ${f.brand}. For everything else: send STOP.`,
  'stopped-before': (f) =>
    `You were signed off already. ${f.brand} sends you no messages. Changed your mind? Send START.`,
  'welcome-back': (f) =>
    `Welcome back. ${f.brand} will send you messages about ${f.topics} again. You can stop any time: send STOP.`,
  'start-without-consent': (f) =>
    f.link
      ? `Good to hear you would like messages from ${f.brand}. Choose which here: ${f.link}`
      : `Good to hear you would like messages from ${f.brand}. There is no page to sign up on right now; please ask at ${f.contactEmail}.`,
  help: (f) =>
    `This is ${f.brand}. We only send messages that you asked for. To stop: send STOP. Questions: ${f.contactEmail} or ${f.websiteUrl}`,
}

function again(link: string | null, words: string): string {
  return link ? ` ${words}: ${link}` : ''
}

/** One answer in the person's language. */
export const replyText = (kind: ReplyKind, locale: Locale, facts: ReplyFacts): string =>
  (locale === 'nl' ? nl : en)[kind](facts)
