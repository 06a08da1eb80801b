import { said } from '../said'
import { emptyText, type FieldKind, type LocalText } from '../schema'

const texts: Record<FieldKind, { label: LocalText; purpose: LocalText }> = {
  name: {
    label: said('Je voornaam', 'Your first name', 'Dein Vorname', 'Votre prénom'),
    purpose: said(
      'Zo weten we hoe we je noemen.',
      'So that we know what to call you.',
      'Damit wir wissen, wie wir dich nennen.',
      'Pour savoir comment vous appeler.',
    ),
  },
  birthday: {
    label: said('Je verjaardag', 'Your birthday', 'Dein Geburtstag', 'Votre anniversaire'),
    purpose: said(
      'Voor een felicitatie op de dag zelf, en voor niets anders.',
      'For a note on the day itself, and for nothing else.',
      'Für einen Gruß am Tag selbst und für nichts anderes.',
      'Pour un petit mot le jour même, et rien d’autre.',
    ),
  },
  postcode: {
    label: said('Je postcode', 'Your postcode', 'Deine Postleitzahl', 'Votre code postal'),
    purpose: said(
      'Zo hoor je alleen van winkels bij jou in de buurt.',
      'So that you only hear from shops near you.',
      'Damit du nur von Läden in deiner Nähe hörst.',
      'Pour ne recevoir que les nouvelles des magasins près de chez vous.',
    ),
  },
  own: { label: emptyText(), purpose: emptyText() },
}

/** What a question says when it is put on a form: a label, and why it is asked (GDPR article 13(1)(c)). */
export const newFieldTexts = (kind: FieldKind) => structuredClone(texts[kind])
