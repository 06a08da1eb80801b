import { plainWords } from '../../../../consent/keywords'
import { inForm } from '../form-parts'
import { inEachLanguage, type Rule } from '../rule'
import { sources } from '../sources'

/** Words that say that something is pressed, and not what it does. In Dutch, English, German and French. */
const empty = new Set([
  ...[
    'ok',
    'oke',
    'verder',
    'versturen',
    'verzenden',
    'verstuur',
    'klik',
    'klik hier',
    'ga',
    'volgende',
    'bevestigen',
  ],
  ...['okay', 'go', 'submit', 'send', 'click', 'click here', 'next', 'continue', 'confirm', 'press here'],
  ...['weiter', 'senden', 'absenden', 'abschicken', 'hier klicken', 'los', 'bestatigen'],
  ...['envoyer', 'suivant', 'continuer', 'cliquez ici', 'valider', 'confirmer'],
])

/** The button says what a press does, so that the act is an unmistakable one. */
export const buttonSays: Rule<'button-says'> = {
  name: 'button-says',
  level: 'must',
  source: sources.gdpr,
  check: inEachLanguage((opened, page) => {
    const button = opened.form?.querySelector(
      'button[type="submit"], button:not([type]), input[type="submit"]',
    )
    const place = inForm(page, 'buttonLabel')
    const words = button ? opened.seenText(button) : ''
    if (words === '') return [{ how: 'none', place }]
    return empty.has(plainWords(words)) ? [{ how: 'vague', place, params: { words } }] : []
  }),
}
