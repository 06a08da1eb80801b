import type { PublicLanguage } from '@/db/states'

export type FormWords = {
  /** The form came faster than anybody types, or without the mark that says when it was served. */
  'press-again': string
  'wait-turn': (seconds: number) => string
  /** @param codes what numbers may begin with: `+31 (Nederland) of +32 (België)` */
  unserved: (brand: string, codes: string) => string
  'field-missing': string
  'birthday-invalid': string
  'too-young': string
  'postcode-invalid': string
}

/** What a passer-by reads of the form's own guards and questions, in every language of public pages. */
export const formWords: Record<PublicLanguage, FormWords> = {
  nl: {
    'press-again': 'Druk nog één keer op de knop. Wat je invulde staat er nog.',
    'wait-turn': (seconds) =>
      `Er melden zich nu veel robots aan. Wacht ${seconds} tellen en druk dan nog eens op de knop. Wat je invulde staat er nog.`,
    unserved: (brand, codes) =>
      `${brand} stuurt alleen berichten naar nummers die beginnen met ${codes}. Heb je zo’n nummer, vul dat dan in.`,
    'field-missing': 'Vul dit nog in.',
    'birthday-invalid': 'Deze datum klopt niet. Schrijf hem als dag-maand-jaar, bijvoorbeeld 31-12-1990.',
    'too-young': 'Je bent nog te jong om je zelf aan te melden.',
    'postcode-invalid': 'Deze postcode klopt niet. Kijk hem na.',
  },
  en: {
    'press-again': 'Please press the button once more. What you filled in is still here.',
    'wait-turn': (seconds) =>
      `Many robots are signing up right now. Wait ${seconds} seconds and press the button again. What you filled in is still here.`,
    unserved: (brand, codes) =>
      `${brand} only messages numbers that start with ${codes}. If you have one of those, fill that in.`,
    'field-missing': 'Please fill this in.',
    'birthday-invalid': 'This date is not right. Write it as day-month-year, for example 31-12-1990.',
    'too-young': 'You are too young to sign up by yourself.',
    'postcode-invalid': 'This postcode is not right. Please check it.',
  },
  de: {
    'press-again': 'Drück bitte noch einmal auf den Knopf. Deine Angaben stehen noch da.',
    'wait-turn': (seconds) =>
      `Gerade melden sich viele Roboter an. Warte ${seconds} Sekunden und drück dann noch einmal auf den Knopf. Deine Angaben stehen noch da.`,
    unserved: (brand, codes) =>
      `${brand} schreibt nur an Nummern, die mit ${codes} beginnen. Wenn du so eine Nummer hast, trag sie ein.`,
    'field-missing': 'Bitte noch ausfüllen.',
    'birthday-invalid': 'Dieses Datum stimmt nicht. Schreib es als Tag.Monat.Jahr, zum Beispiel 31.12.1990.',
    'too-young': 'Du bist noch zu jung, um dich selbst anzumelden.',
    'postcode-invalid': 'Diese Postleitzahl stimmt nicht. Schau bitte noch einmal nach.',
  },
  fr: {
    'press-again': 'Appuyez encore une fois sur le bouton. Ce que vous avez rempli est toujours là.',
    'wait-turn': (seconds) =>
      `Beaucoup de robots s’inscrivent en ce moment. Attendez ${seconds} secondes, puis appuyez de nouveau sur le bouton. Ce que vous avez rempli est toujours là.`,
    unserved: (brand, codes) =>
      `${brand} n’écrit qu’aux numéros qui commencent par ${codes}. Si vous en avez un, indiquez-le.`,
    'field-missing': 'Merci de remplir ce champ.',
    'birthday-invalid': 'Cette date n’est pas correcte. Écrivez-la jour/mois/année, par exemple 31/12/1990.',
    'too-young': 'Vous êtes trop jeune pour vous inscrire sans vos parents.',
    'postcode-invalid': 'Ce code postal n’est pas correct. Vérifiez-le.',
  },
}
