import type { LocalText } from './schema'

/** A text in the four languages that a page can have. */
export const said = (nl: string, en: string, de: string, fr: string): LocalText => ({ nl, en, de, fr })
