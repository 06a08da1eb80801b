import type { PageWords } from './words-nl'

export const fr: PageWords = {
  language: 'Langue',
  numberLabel: 'Votre numéro de portable',
  countryLabel: 'Indicatif du pays',
  otherCountries: 'Tous les pays',
  numberHint: '6 12 34 56 78',
  privacy: 'Confidentialité',
  controller: (legalName) => `Responsable de vos données : ${legalName}`,
  complain: 'Réclamation au sujet de vos données :',
  exampleTime: '10:04',
  exampleLabel: (brand) => `Exemple de message WhatsApp de ${brand}`,
  optional: '(facultatif)',
  until: (moment) => `Jusqu’au ${moment}`,
  route: (store) => `Itinéraire vers ${store}`,
  trap: 'Laissez ce champ vide',
  confirmTitle: 'Encore un message et c’est fait',
  confirmLead:
    'Envoyez-nous le code depuis votre propre WhatsApp. Nous saurons ainsi que ce numéro est le vôtre.',
  confirmSteps: [
    'Ouvrez WhatsApp avec le bouton. Le texte est déjà prêt.',
    'Appuyez sur envoyer. C’est tout.',
  ],
  code: 'Votre code',
  openWhatsApp: 'Ouvrir WhatsApp',
  scan: 'Ou scannez avec votre téléphone',
  scanHint: 'WhatsApp s’ouvre avec le texte déjà écrit.',
  phone: 'Pour le numéro',
  changePhone: 'Autre numéro',
  validUntil: 'Valable jusqu’au',
  sent: 'Je l’ai envoyé',
  askedTitle: 'Regardez dans WhatsApp',
  askedLead:
    'Nous envoyons un message avec un bouton à ce numéro. Nous saurons ainsi que ce numéro est le vôtre.',
  askedSteps: (brand, yes) => [
    `Ouvrez WhatsApp sur votre téléphone. Cherchez le message de ${brand}.`,
    `Appuyez sur « ${yes} ». C’est tout.`,
  ],
  pressed: 'J’ai appuyé',
  askedElse: 'Pas de message ?',
  askedElseLead: 'Envoyez-nous alors celui-ci vous-même. Le texte est déjà prêt.',
  doneTitle: 'Votre inscription est faite',
  doneLead: (brand) => `${brand} peut maintenant vous écrire sur WhatsApp. Vous pouvez fermer cette page.`,
  doneNext:
    'WhatsApp vous a aussi apporté un lien vers votre propre page. Vous y choisissez ce que vous recevez, faites une pause, vous désabonnez et trouvez votre justificatif.',
  doneFor: 'Voici ce que vous avez dit',
  toWebsite: (brand) => `Vers le site de ${brand}`,
}
