import { said } from '../said'
import { compose, confirmFirst } from './compose'

/** A card on a table: people have time, a phone in hand and an appetite. */
export const restaurantTable = compose({
  title: said('Tot de volgende keer', 'See you next time', 'Bis zum nächsten Mal', 'À la prochaine'),
  heading: said(
    'Smaakt het?\nKom nog eens',
    'Enjoying it?\nCome again',
    'Schmeckt’s?\nKomm wieder',
    'C’est bon ?\nRevenez',
  ),
  text: said(
    'Hoor via WhatsApp wat er deze maand op de kaart komt, en wanneer er nog een tafel vrij is.',
    'Hear on WhatsApp what is new on the menu, and when a table is still free.',
    'Erfahre auf WhatsApp, was neu auf der Karte steht und wann noch ein Tisch frei ist.',
    'Découvrez sur WhatsApp les nouveautés de la carte, et quand une table est encore libre.',
  ),
  benefits: [
    [
      'bell',
      said(
        'De nieuwe kaart, vóór iedereen',
        'The new menu, before everybody else',
        'Die neue Karte, vor allen anderen',
        'La nouvelle carte, avant tout le monde',
      ),
    ],
    [
      'calendar',
      said(
        'Reserveren door gewoon te antwoorden',
        'Book a table by simply replying',
        'Reservieren, indem du einfach antwortest',
        'Réservez en répondant simplement',
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
    '**Vanaf donderdag: asperges.** Met ei, ham en beurre noisette. Tafeltje? Antwoord met de dag en met z’n hoevelen.',
    '**From Thursday: asparagus.** With egg, ham and brown butter. A table? Reply with the day and for how many.',
    '**Ab Donnerstag: Spargel.** Mit Ei, Schinken und Nussbutter. Einen Tisch? Antworte mit dem Tag und der Zahl der Gäste.',
    '**Dès jeudi : les asperges.** Avec œuf, jambon et beurre noisette. Une table ? Répondez avec le jour et le nombre de personnes.',
  ),
})
