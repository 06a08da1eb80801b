/**
 * Words that act by themselves, when they are the whole message. Dutch, English, German, French, Spanish and
 * Portuguese, since people answer in their own language whatever the page was in.
 */
const words = {
  stop: [
    ...['stop', 'stoppen', 'afmelden', 'uitschrijven', 'opzeggen'],
    ...['stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'revoke'],
    ...['stopp', 'abmelden', 'abbestellen', 'arret', 'arreter', 'desabonner', 'desinscrire'],
    ...['baja', 'darsedebaja', 'parar', 'sair'],
  ],
  start: ['start', 'aanmelden', 'ja', 'yes', 'unstop', 'anmelden'],
  help: ['help', 'info', 'hulp', 'hilfe', 'aide', 'ayuda', 'ajuda'],
  // The link to the person's own page.
  preferences: [
    ...['voorkeuren', 'voorkeur', 'instellingen', 'preferences', 'settings'],
    ...['einstellungen', 'reglages', 'parametres', 'preferencias'],
  ],
} as const

export type Keyword = keyof typeof words

const meaning = new Map<string, Keyword>(
  (Object.keys(words) as Keyword[]).flatMap((keyword) =>
    words[keyword].map((word) => [word, keyword] as const),
  ),
)

/** The stop and start words that are long enough, or common enough, to be mistyped and still be known. */
export const typoTargets = {
  stop: words.stop.filter(
    (word) => !['cancel', 'end', 'quit', 'revoke', 'baja', 'sair', 'parar', 'arret'].includes(word),
  ),
  start: words.start.filter((word) => word.length > 3),
}

/** Letters and digits only, lower case, without accents: `Arrêt!` and `ARRET` are the same word. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What a whole message means when it is one of the words above, whatever its case, accents and punctuation. */
export function understandKeyword(text: string): Keyword | null {
  const said = plainWords(text)
  // "stop stop STOP" is one word said with force.
  const [first = '', ...more] = said.split(' ')
  if (more.length > 0 && more.every((word) => word === first)) return meaning.get(first) ?? null
  // "opt out", "stop all", "un-subscribe": people split these; no two words of the lists join into another word.
  return meaning.get(said) ?? meaning.get(said.replaceAll(' ', '')) ?? null
}

/**
 * What a button means by its text. We wrote the text ourselves, so a stop word in front is enough
 * (`Stop aanbiedingen`), which would be guessing in a sentence that a person typed.
 */
export function understandButton(text: string): Keyword | null {
  const whole = understandKeyword(text)
  if (whole) return whole
  const first = plainWords(text).split(' ')[0] ?? ''
  return meaning.get(first) === 'stop' ? 'stop' : null
}

/** A plain yes is a start word only as an answer to us; in a conversation it answers something else. */
export const isBareYes = (text: string): boolean => ['ja', 'yes'].includes(plainWords(text))
