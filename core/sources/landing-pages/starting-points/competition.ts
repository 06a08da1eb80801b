import { said } from '../said'
import { compose, whoSees } from './compose'

/** Something to be won. Taking part must not depend on the consent (GDPR article 7(4)), and the page says so. */
export const competition = compose({
  title: said('Doe mee en win', 'Take part and win', 'Mitmachen und gewinnen', 'Participez et gagnez'),
  heading: said(
    'Win een jaar\ngratis onderhoud',
    'Win a year\nof free service',
    'Gewinne ein Jahr\nkostenlose Wartung',
    'Gagnez un an\nd’entretien gratuit',
  ),
  text: said(
    'Hoor als eerste wie er wint, en wanneer de volgende actie begint.',
    'Be the first to hear who wins, and when the next one starts.',
    'Erfahre als Erste oder Erster, wer gewinnt und wann die nächste Aktion beginnt.',
    'Soyez les premiers à savoir qui gagne, et quand commence la prochaine action.',
  ),
  benefits: [
    [
      'ticket',
      said(
        'De uitslag op de dag van de trekking',
        'The result on the day of the draw',
        'Das Ergebnis am Tag der Ziehung',
        'Le résultat le jour du tirage',
      ),
    ],
    [
      'bell',
      said(
        'Volgende acties, een dag eerder dan anderen',
        'The next ones, a day before others',
        'Die nächsten Aktionen, einen Tag früher als andere',
        'Les prochaines actions, un jour avant les autres',
      ),
    ],
  ],
  button: said(
    'Houd me op de hoogte',
    'Keep me posted',
    'Haltet mich auf dem Laufenden',
    'Tenez-moi au courant',
  ),
  note: said(
    'Meedoen kan ook zonder je aan te melden: vul de kaart in de winkel in. Je kans is even groot.',
    'You can take part without signing up too: fill in the card in the shop. Your chance is the same.',
    'Mitmachen geht auch ohne Anmeldung: Füll die Karte im Laden aus. Deine Chance ist gleich groß.',
    'Vous pouvez participer sans vous inscrire : remplissez la carte au magasin. Vos chances sont les mêmes.',
  ),
  example: said(
    '**De trekking is geweest.** Gefeliciteerd, Samira. Niet gewonnen? Vrijdag begint de volgende.',
    '**The draw is done.** Congratulations, Samira. Not this time? The next one starts on Friday.',
    '**Es wurde gezogen.** Glückwunsch, Samira. Nicht gewonnen? Am Freitag startet die nächste Runde.',
    '**Le tirage a eu lieu.** Félicitations à Samira. Pas cette fois ? Le prochain commence vendredi.',
  ),
  questions: [
    [
      said(
        'Moet ik me aanmelden om te winnen?',
        'Do I have to sign up to win?',
        'Muss ich mich anmelden, um zu gewinnen?',
        'Faut-il s’inscrire pour gagner ?',
      ),
      said(
        'Nee. Met de kaart in de winkel doe je net zo goed mee. Zo blijft aanmelden je eigen keus.',
        'No. With the card in the shop you take part just the same. That keeps signing up your own choice.',
        'Nein. Mit der Karte im Laden nimmst du genauso teil. So bleibt die Anmeldung deine eigene Entscheidung.',
        'Non. Avec la carte au magasin, vous participez tout autant. L’inscription reste votre choix.',
      ),
    ],
    whoSees,
  ],
})
