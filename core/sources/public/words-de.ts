import type { PublicWords } from './words-nl'

export const de: PublicWords = {
  'phone-missing': 'Gib deine Handynummer ein.',
  'phone-invalid': (country) =>
    `Diese Nummer stimmt nicht für ${country}. Prüfe sie oder wähle das Land deiner Nummer.`,
  'consent-missing': 'Setz ein Häkchen, wenn du Nachrichten möchtest. Ohne Häkchen schicken wir nichts.',
  'too-many': (minutes) =>
    `Zu viele Versuche. Warte ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} und versuch es dann noch einmal. Deine Angaben stehen noch da.`,
  unavailable:
    'Bei uns ist etwas schiefgegangen. Deine Angaben stehen noch da. Versuch es gleich noch einmal.',
  'not-yet':
    'Deine Nachricht ist noch nicht da. Manchmal dauert es ein paar Sekunden. Hast du den Code von dieser Nummer geschickt?',
  'not-pressed':
    'Es ist noch keine Antwort da. Manchmal dauert das ein paar Sekunden. Keine Nachricht? Dann schick uns selbst die unten.',
  scanLabel: 'QR-Code, der WhatsApp mit deinem Code öffnet',
  pages: {
    'not-found': ['Diese Seite gibt es nicht', 'Prüfe die Adresse oder frag im Laden nach.'],
    gone: [
      'Hier kann man sich nicht mehr anmelden',
      'Diese Seite ist nicht mehr online. Wer schon angemeldet ist, bleibt es.',
    ],
    expired: [
      'Dein Code ist abgelaufen',
      'Es wurde nichts geschickt. Melde dich noch einmal an, dann bekommst du einen neuen Code.',
    ],
    'link-expired': [
      'Dieser Link ist abgelaufen',
      'Melde dich noch einmal an, dann bekommst du einen neuen Code.',
    ],
    paused: ['Dieser Code macht gerade Pause', 'Versuch es später noch einmal oder frag im Laden nach.'],
    'code-over': ['Dieser Code ist abgelaufen', 'Wofür er da war, ist vorbei. Frag gern im Laden nach.'],
    'wrong-origin': [
      'Dieses Formular kam von einer anderen Website',
      'Öffne die Seite selbst und fülle es dort aus.',
    ],
    'wrong-method': ['Das geht hier nicht', 'Öffne die Seite einfach in deinem Browser.'],
    'wrong-form': ['Wir konnten das Formular nicht lesen', 'Geh zurück und schick es noch einmal.'],
    'too-many': [
      'Einen Moment bitte',
      'Aus diesem Netz kommen zu viele Anfragen. Versuch es in einer Minute noch einmal.',
    ],
    unavailable: [
      'Bei uns ist etwas schiefgegangen',
      'Versuch es gleich noch einmal. Es ist nichts verloren gegangen.',
    ],
  },
  signUpAgain: 'Noch einmal anmelden',
}
