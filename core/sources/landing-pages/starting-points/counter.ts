import { said } from '../said'
import { compose, confirmFirst } from './compose'

/** A card beside the till: short, because the next customer is waiting. */
export const counter = compose({
  title: said('Blijf op de hoogte', 'Stay in the know', 'Bleib auf dem Laufenden', 'Restez au courant'),
  heading: said(
    'Fijn dat je er was.\nHouden we contact?',
    'Good to see you.\nShall we keep in touch?',
    'Schön, dass du da warst.\nBleiben wir in Kontakt?',
    'Merci de votre visite.\nOn garde le contact ?',
  ),
  text: said(
    'Hoor via WhatsApp als eerste wat er nieuw is in de winkel.',
    'Be the first to hear on WhatsApp what is new in the shop.',
    'Erfahre auf WhatsApp als Erste oder Erster, was es Neues im Laden gibt.',
    'Soyez les premiers à savoir sur WhatsApp ce qu’il y a de nouveau au magasin.',
  ),
  benefits: [
    [
      'gift',
      said(
        'Acties die niet in de etalage hangen',
        'Offers that are not in the window',
        'Angebote, die nicht im Schaufenster hängen',
        'Des offres qui ne sont pas en vitrine',
      ),
    ],
    [
      'bell',
      said(
        'Een seintje als je bestelling er is',
        'A note when your order has come in',
        'Eine kurze Nachricht, wenn deine Bestellung da ist',
        'Un petit mot quand votre commande est arrivée',
      ),
    ],
  ],
  button: said(
    'Houd me op de hoogte',
    'Keep me posted',
    'Haltet mich auf dem Laufenden',
    'Tenez-moi au courant',
  ),
  note: confirmFirst,
  example: said(
    '**Nieuw binnen.** Deze week laten we de eerste spullen van het seizoen zien. Loop even langs, de koffie staat klaar.',
    '**Just in.** The first pieces of the season are here this week. Drop by, the coffee is on.',
    '**Neu eingetroffen.** Diese Woche zeigen wir die ersten Stücke der Saison. Komm vorbei, der Kaffee ist fertig.',
    '**Tout juste arrivé.** Cette semaine, les premières pièces de la saison sont là. Passez nous voir, le café est prêt.',
  ),
})
