import { said } from '../said'
import { compose, confirmFirst, costsNothing, whoSees } from './compose'

/** A code on a box, a bag or a label: somebody at home has the product in hand. */
export const packaging = compose({
  title: said('Haal er meer uit', 'Get more out of it', 'Mach mehr daraus', 'Tirez-en le meilleur'),
  heading: said(
    'Uitgepakt?\nHaal er meer uit',
    'Unpacked?\nGet more out of it',
    'Ausgepackt?\nMach mehr daraus',
    'Déballé ?\nTirez-en le meilleur',
  ),
  text: said(
    'Krijg via WhatsApp tips voor wat je net kocht, en een seintje als er iets bij past.',
    'Get tips on WhatsApp for what you just bought, and a note when something goes with it.',
    'Bekomm auf WhatsApp Tipps zu dem, was du gerade gekauft hast, und eine Nachricht, wenn etwas dazu passt.',
    'Recevez sur WhatsApp des conseils pour votre achat, et un mot quand quelque chose va bien avec.',
  ),
  benefits: [
    [
      'wrench',
      said(
        'Zo gaat het langer mee: drie korte tips',
        'Make it last: three short tips',
        'So hält es länger: drei kurze Tipps',
        'Pour que ça dure : trois petits conseils',
      ),
    ],
    [
      'message',
      said(
        'Iets niet in orde? Je antwoordt en wij helpen',
        'Something wrong? Reply and we help',
        'Stimmt etwas nicht? Antworte, und wir helfen',
        'Un souci ? Répondez et nous vous aidons',
      ),
    ],
  ],
  button: said('Stuur me de tips', 'Send me the tips', 'Schickt mir die Tipps', 'Envoyez-moi les conseils'),
  note: confirmFirst,
  example: said(
    '**Tip 1.** Gun het een rustig begin: de eerste week kort, daarna zo vaak je wilt. Morgen tip 2.',
    '**Tip 1.** Start gently: short the first week, then as often as you like. Tip 2 tomorrow.',
    '**Tipp 1.** Lass es ruhig angehen: in der ersten Woche kurz, danach so oft du magst. Morgen kommt Tipp 2.',
    '**Conseil 1.** Commencez doucement : peu la première semaine, puis autant que vous voulez. Le conseil 2 arrive demain.',
  ),
  questions: [costsNothing, whoSees],
})
