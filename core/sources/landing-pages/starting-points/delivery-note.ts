import { said } from '../said'
import { compose, costsNothing, keptWhile } from './compose'

/** A slip in the box or in the hand of who delivers: the order has come, the next one may be easier. */
export const deliveryNote = compose({
  title: said(
    'Je volgende bezorging',
    'Your next delivery',
    'Deine nächste Lieferung',
    'Votre prochaine livraison',
  ),
  heading: said(
    'Alles goed\nbezorgd?',
    'Did everything\narrive well?',
    'Ist alles gut\nangekommen?',
    'Tout est bien\narrivé ?',
  ),
  text: said(
    'Zet de volgende bezorging in WhatsApp: je ziet wanneer we komen en je antwoordt als het anders moet.',
    'Get your next delivery on WhatsApp: see when we come, and reply when it should be different.',
    'Hol dir die nächste Lieferung auf WhatsApp: Du siehst, wann wir kommen, und antwortest, wenn es anders sein soll.',
    'Suivez la prochaine livraison sur WhatsApp : voyez quand nous passons, et répondez s’il faut changer.',
  ),
  benefits: [
    [
      'bell',
      said(
        'Een bericht op de dag zelf, met het uur',
        'A message on the day, with the hour',
        'Eine Nachricht am Tag selbst, mit Uhrzeit',
        'Un message le jour même, avec l’heure',
      ),
    ],
    [
      'message',
      said(
        'Iets mis? Stuur een foto, wij lossen het op',
        'Something wrong? Send a photo and we sort it out',
        'Etwas fehlt? Schick ein Foto, wir regeln das',
        'Un problème ? Envoyez une photo, nous le réglons',
      ),
    ],
  ],
  button: said(
    'Bezorgnieuws via WhatsApp',
    'Delivery news on WhatsApp',
    'Liefernews auf WhatsApp',
    'Mes livraisons sur WhatsApp',
  ),
  note: keptWhile,
  picture: 'none',
  example: said(
    'We zijn er **morgen tussen 10:00 en 12:00**. Komt dat niet uit? Antwoord met een andere dag.',
    'We come **tomorrow between 10 and 12**. Does that not suit you? Reply with another day.',
    'Wir kommen **morgen zwischen 10 und 12 Uhr**. Passt das nicht? Antworte mit einem anderen Tag.',
    'Nous passons **demain entre 10 h et 12 h**. Cela ne convient pas ? Répondez avec un autre jour.',
  ),
  questions: [costsNothing],
})
