/** What a passer-by reads when something is not as it should be. Staff's words are in `messages/`. */
export const nl = {
  'phone-missing': 'Vul je mobiele nummer in.',
  'phone-invalid': (country: string) =>
    `Dit nummer klopt niet voor ${country}. Kijk het na, of kies het land van je nummer.`,
  'consent-missing': 'Zet een vinkje als je berichten wilt krijgen. Zonder vinkje sturen we niets.',
  'too-many': (minutes: number) =>
    `Er is te vaak geprobeerd. Wacht ${minutes === 1 ? 'een minuut' : `${minutes} minuten`} en probeer het dan opnieuw. Wat je invulde staat er nog.`,
  unavailable: 'Er ging iets mis aan onze kant. Wat je invulde staat er nog. Probeer het zo opnieuw.',
  'not-yet':
    'Je bericht is er nog niet. Soms duurt dat een paar tellen. Stuurde je de code vanaf dit nummer?',
  'not-pressed':
    'We hebben nog geen antwoord. Soms duurt dat een paar tellen. Geen bericht gezien? Stuur ons dan zelf het bericht hieronder.',
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
    'code-over': ['Deze code is verlopen', 'Waar hij voor was, is voorbij. Vraag het gerust in de winkel.'],
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
