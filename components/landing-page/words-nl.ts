/** The fixed words of public pages. They are part of what a person saw, so they are published with the page. */
export const nl = {
  language: 'Taal',
  numberLabel: 'Je mobiele nummer',
  countryLabel: 'Landnummer',
  otherCountries: 'Alle landen',
  numberHint: '6 12 34 56 78',
  privacy: 'Privacy',
  controller: (legalName: string) => `Verantwoordelijk voor je gegevens: ${legalName}`,
  complain: 'Een klacht over je gegevens kan bij:',
  exampleTime: '10:04',
  exampleLabel: (brand: string) => `Voorbeeld van een WhatsApp-bericht van ${brand}`,
  optional: '(mag leeg blijven)',
  until: (moment: string) => `Tot ${moment}`,
  route: (store: string) => `Route naar ${store}`,
  trap: 'Laat dit leeg',
  confirmTitle: 'Nog één bericht, dan is het rond',
  confirmLead: 'Stuur ons de code vanaf je eigen WhatsApp. Zo weten we dat het nummer van jou is.',
  confirmSteps: [
    'Open WhatsApp met de knop. De tekst staat al klaar.',
    'Druk op versturen. Meer hoeft niet.',
  ],
  code: 'Je code',
  openWhatsApp: 'Open WhatsApp',
  scan: 'Of scan met je telefoon',
  scanHint: 'WhatsApp opent met de tekst al ingevuld.',
  phone: 'Voor nummer',
  changePhone: 'Ander nummer',
  validUntil: 'Geldig tot',
  sent: 'Ik heb het verstuurd',
  askedTitle: 'Kijk in WhatsApp',
  askedLead: 'We sturen een bericht met een knop naar dit nummer. Zo weten we dat het van jou is.',
  askedSteps: (brand: string, yes: string) => [
    `Open WhatsApp op je telefoon. Zoek het bericht van ${brand}.`,
    `Druk op ‘${yes}’. Meer hoeft niet.`,
  ],
  pressed: 'Ik heb gedrukt',
  askedElse: 'Geen bericht gekregen?',
  askedElseLead: 'Stuur ons dan zelf dit bericht. De tekst staat al klaar.',
  doneTitle: 'Je bent aangemeld',
  doneLead: (brand: string) =>
    `${brand} mag je nu berichten sturen via WhatsApp. Je kunt dit scherm sluiten.`,
  doneNext:
    'In WhatsApp staat ook een link naar je eigen pagina. Daar kies je wat je krijgt, neem je pauze, stop je, en vind je je bewijs.',
  doneFor: 'Dit zei je',
  toWebsite: (brand: string) => `Naar de website van ${brand}`,
}

export type PageWords = typeof nl
