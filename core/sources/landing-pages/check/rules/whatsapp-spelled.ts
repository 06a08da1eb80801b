import { listTexts } from '../../rules'
import type { LocalText } from '../../schema'
import type { Finding, Place, Rule } from '../rule'
import { sources } from '../sources'

const anyCase = /what'?s[\s-]?app/gi

/** Meta's brand rules: always "WhatsApp", never shortened or altered. Reads what is seen, then finds who wrote it. */
export const whatsAppSpelled: Rule<'whatsapp-spelled'> = {
  name: 'whatsapp-spelled',
  level: 'should',
  source: sources.whatsAppBrand,
  check: ({ pages, content }) =>
    pages.flatMap(({ language, document, seenText }): Finding[] => {
      const wrong = seenText(document.body)
        .match(anyCase)
        ?.find((found) => found !== 'WhatsApp')
      if (wrong === undefined) return []
      const text = listTexts(content).find(({ text }) => textIn(text, language).includes(wrong))
      const place: Place | undefined = text
        ? text.blockId === 'root'
          ? { in: 'page-settings' }
          : { in: 'block', blockId: text.blockId, path: text.path }
        : undefined
      return [{ language, ...(place ? { place } : {}), params: { wrong } }]
    }),
}

const textIn = (text: LocalText, language: keyof LocalText) => text[language] ?? ''
