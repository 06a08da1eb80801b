import type { PublicLanguage } from '@/db/states'
import { de } from './words-de'
import { fr } from './words-fr'

/** What a passer-by reads when something is not as it should be. Staff's words are in `messages/`. */
const nl = {
  'phone-missing': 'Vul je mobiele nummer in.',
  'phone-invalid': (country: string) =>
    `Dit nummer klopt niet voor ${country}. Kijk het na, of kies het land van je nummer.`,
  'consent-missing': 'Zet een vinkje als je berichten wilt krijgen. Zonder vinkje sturen we niets.',
  'too-many': (minutes: number) =>
    `Er is te vaak geprobeerd. Wacht ${minutes === 1 ? 'een minuut' : `${minutes} minuten`} en probeer het dan opnieuw. Wat je invulde staat er nog.`,
  unavailable: 'Er ging iets mis aan onze kant. Wat je invulde staat er nog. Probeer het zo opnieuw.',
  'not-yet':
    'Je bericht is er nog niet. Soms duurt dat een paar tellen. Stuurde je de code vanaf dit nummer?',
  scanLabel: 'QR-code die WhatsApp opent met je code',
  pages: {
    'not-found': ['Deze pagina bestaat niet', 'Kijk of het adres klopt, of vraag het in de winkel.'],
    gone: [
      'Aanmelden kan hier niet meer',
      'Deze pagina is offline gehaald. Wie al aangemeld is, blijft dat.',
    ],
    expired: [
      'Je code is verlopen',
      'Er is niets verstuurd. Meld je opnieuw aan, dan krijg je een nieuwe code.',
    ],
    'link-expired': ['Deze link is verlopen', 'Meld je opnieuw aan, dan krijg je een nieuwe code.'],
    paused: ['Deze code is even uit', 'Probeer het later nog eens, of vraag het in de winkel.'],
    'wrong-origin': ['Dit formulier kwam van een andere website', 'Open de pagina zelf en vul het daar in.'],
    'wrong-method': ['Dat kan hier niet', 'Open de pagina gewoon in je browser.'],
    'wrong-form': ['We konden het formulier niet lezen', 'Ga terug, en verstuur het opnieuw.'],
    'too-many': ['Even wachten', 'Er komen te veel verzoeken van dit netwerk. Probeer het over een minuut.'],
    unavailable: ['Er ging iets mis aan onze kant', 'Probeer het zo opnieuw. Er is niets verloren.'],
  },
  signUpAgain: 'Opnieuw aanmelden',
}

export type PublicWords = typeof nl
export type PlainPageName = keyof PublicWords['pages']

const en: PublicWords = {
  'phone-missing': 'Fill in your mobile number.',
  'phone-invalid': (country) =>
    `This number is not right for ${country}. Check it, or choose the country it is from.`,
  'consent-missing': 'Tick the box if you want messages. Without a tick we send nothing.',
  'too-many': (minutes) =>
    `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again. What you filled in is still here.`,
  unavailable:
    'Something went wrong on our side. What you filled in is still here. Please try again in a moment.',
  'not-yet':
    'Your message is not here yet. It can take a few seconds. Did you send the code from this number?',
  scanLabel: 'QR code that opens WhatsApp with your code',
  pages: {
    'not-found': ['This page does not exist', 'Check the address, or ask in the shop.'],
    gone: ['You can no longer sign up here', 'This page was taken offline. Who signed up before, still is.'],
    expired: ['Your code has expired', 'Nothing was sent. Sign up again and you get a new code.'],
    'link-expired': ['This link has expired', 'Sign up again and you get a new code.'],
    paused: ['This code is off for now', 'Try again later, or ask in the shop.'],
    'wrong-origin': ['This form came from another website', 'Open the page yourself and fill it in there.'],
    'wrong-method': ['That does not work here', 'Just open the page in your browser.'],
    'wrong-form': ['We could not read the form', 'Go back and send it again.'],
    'too-many': ['One moment', 'Too many requests from this network. Try again in a minute.'],
    unavailable: ['Something went wrong on our side', 'Please try again in a moment. Nothing was lost.'],
  },
  signUpAgain: 'Sign up again',
}

export const publicWords: Record<PublicLanguage, PublicWords> = { nl, en, de, fr }
