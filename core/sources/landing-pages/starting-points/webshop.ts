import { said } from '../said'
import { compose } from './compose'

/** After an order, or from the webshop’s own pages. */
export const webshop = compose({
  title: said(
    'Je bestelling via WhatsApp',
    'Your order on WhatsApp',
    'Deine Bestellung auf WhatsApp',
    'Votre commande sur WhatsApp',
  ),
  heading: said(
    'Je pakket volgen\nzonder te zoeken',
    'Follow your parcel\nwithout searching',
    'Dein Paket verfolgen,\nohne zu suchen',
    'Suivez votre colis\nsans chercher',
  ),
  text: said(
    'Krijg je bezorgmoment in WhatsApp, en af en toe iets moois uit de winkel.',
    'Get your delivery time in WhatsApp, and now and then something good from the shop.',
    'Erfahre in WhatsApp, wann dein Paket kommt, und ab und zu etwas Schönes aus dem Laden.',
    'Recevez l’heure de livraison sur WhatsApp et, de temps en temps, une belle nouveauté.',
  ),
  benefits: [
    [
      'bell',
      said(
        'Een bericht als je pakket onderweg is',
        'A message when your parcel is on its way',
        'Eine Nachricht, wenn dein Paket unterwegs ist',
        'Un message quand votre colis est en route',
      ),
    ],
    [
      'ticket',
      said(
        'Weten wanneer iets weer op voorraad is',
        'Know when something is back in stock',
        'Wissen, wann etwas wieder da ist',
        'Savoir quand un article est de retour en stock',
      ),
    ],
    [
      'message',
      said(
        'Vraag? Je antwoordt gewoon terug',
        'A question? You simply reply',
        'Eine Frage? Du antwortest einfach',
        'Une question ? Il suffit de répondre',
      ),
    ],
  ],
  button: said(
    'Stuur het via WhatsApp',
    'Send it on WhatsApp',
    'Schickt es über WhatsApp',
    'Envoyez-le sur WhatsApp',
  ),
  howToStop: said(
    'Stoppen kan altijd: stuur STOP of AFMELDEN. Je bestelling loopt gewoon door.',
    'You can stop at any time: send STOP. Your order simply goes on.',
    'Abmelden geht jederzeit: schick STOP. Deine Bestellung läuft einfach weiter.',
    'Vous pouvez arrêter à tout moment : envoyez STOP. Votre commande suit son cours.',
  ),
  note: said(
    'Dit hoeft niet om te bestellen. Je bevestigt met één WhatsApp-bericht.',
    'You do not need this to order. You confirm with one WhatsApp message.',
    'Zum Bestellen brauchst du das nicht. Du bestätigst mit einer WhatsApp-Nachricht.',
    'Ce n’est pas nécessaire pour commander. Vous confirmez par un message WhatsApp.',
  ),
  picture: 'none',
  example: said(
    'Goedemorgen. Je pakket komt **vandaag tussen 13:00 en 15:00**. Niet thuis? Antwoord met BUREN, dan geven we het daar af.',
    'Good morning. Your parcel comes **today between 1 and 3 pm**. Not in? Reply NEIGHBOUR and we leave it there.',
    'Guten Morgen. Dein Paket kommt **heute zwischen 13 und 15 Uhr**. Nicht zu Hause? Antworte mit NACHBAR, dann geben wir es dort ab.',
    'Bonjour. Votre colis arrive **aujourd’hui entre 13 h et 15 h**. Absent ? Répondez VOISIN et nous le déposerons à côté.',
  ),
  questions: [
    [
      said(
        'Moet ik dit doen om te bestellen?',
        'Do I need this to order?',
        'Muss ich das tun, um zu bestellen?',
        'Est-ce nécessaire pour commander ?',
      ),
      said(
        'Nee. Zonder WhatsApp krijg je alles gewoon per e-mail.',
        'No. Without WhatsApp you get everything by e-mail as before.',
        'Nein. Ohne WhatsApp bekommst du alles wie bisher per E-Mail.',
        'Non. Sans WhatsApp, vous recevez tout par e-mail comme avant.',
      ),
    ],
    [
      said('Kan ik terugpraten?', 'Can I write back?', 'Kann ich zurückschreiben?', 'Puis-je répondre ?'),
      said(
        'Ja. Er leest op werkdagen iemand van ons mee.',
        'Yes. On working days one of us reads along.',
        'Ja. An Werktagen liest jemand von uns mit.',
        'Oui. Les jours ouvrés, quelqu’un de chez nous vous lit.',
      ),
    ],
  ],
})
