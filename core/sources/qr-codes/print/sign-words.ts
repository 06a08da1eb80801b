import type { PublicLanguage } from '@/db/states'

/**
 * The words beside a printed code: who asks, about what, through what, how often at the most, and how to stop. WhatsApp wants people
 * to know these when they decide, which is in front of the paper; "STOP" and the mark of the number are the same in each language.
 */
type Sign = { brand: string; about: string; perMonth: number | null }

const sentences: Record<PublicLanguage, (sign: Sign) => string> = {
  nl: ({ brand, about, perMonth }) =>
    `${perMonth === null ? 'Alleen als er iets te melden is' : `Hooguit ${perMonth} ${perMonth === 1 ? 'bericht' : 'berichten'} per maand`} over ${about}, via WhatsApp van ${brand}. Stoppen kan altijd: stuur STOP.`,
  en: ({ brand, about, perMonth }) =>
    `${perMonth === null ? 'Only when there is news' : `At most ${perMonth} ${perMonth === 1 ? 'message' : 'messages'} a month`} about ${about}, on WhatsApp from ${brand}. Stop at any time: send STOP.`,
  de: ({ brand, about, perMonth }) =>
    `${perMonth === null ? 'Nur wenn es etwas zu berichten gibt' : `Höchstens ${perMonth} ${perMonth === 1 ? 'Nachricht' : 'Nachrichten'} im Monat`} über ${about}, per WhatsApp von ${brand}. Jederzeit beenden: STOP senden.`,
  fr: ({ brand, about, perMonth }) =>
    `${perMonth === null ? 'Seulement s’il y a du nouveau' : `Au maximum ${perMonth} ${perMonth === 1 ? 'message' : 'messages'} par mois`} (${about}), sur WhatsApp, de ${brand}. Pour arrêter : envoyez STOP.`,
}

/** @param about topics as they stand in the page's sentence, in this language */
export function signSentence(
  language: PublicLanguage,
  { brand, topics, perMonth }: { brand: string; topics: string[]; perMonth: number | null },
): string {
  const about = new Intl.ListFormat(language).format(topics)
  return sentences[language]({ brand, about, perMonth })
}
