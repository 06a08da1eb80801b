/** What WhatsApp itself says around a message, in the language of the person's phone and not of our screen. */
const words = {
  nl: { today: 'Vandaag', business: 'Zakelijk account', allOptions: 'Alle opties' },
  en: { today: 'Today', business: 'Business account', allOptions: 'See all options' },
  de: { today: 'Heute', business: 'Unternehmensaccount', allOptions: 'Alle Optionen' },
  fr: { today: 'Aujourd’hui', business: 'Compte professionnel', allOptions: 'Toutes les options' },
}

/** @param language WhatsApp's code: `nl`, `en_GB` */
export const phoneWords = (language: string): (typeof words)['en'] => {
  const base = language.slice(0, 2)
  return base in words ? words[base as keyof typeof words] : words.en
}
