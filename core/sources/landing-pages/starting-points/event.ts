import { said } from '../said'
import { compose, keptWhile } from './compose'

/** A poster or a stand at an event, an open day, a market. */
export const event = compose({
  title: said(
    'Erbij op de open dag',
    'Join us on open day',
    'Dabei am Tag der offenen Tür',
    'Rendez-vous aux portes ouvertes',
  ),
  heading: said(
    'Zien we je\nop de open dag?',
    'See you\non open day?',
    'Sehen wir uns\nam Tag der offenen Tür?',
    'On se voit\naux portes ouvertes ?',
  ),
  text: said(
    'Meld je aan en krijg **het programma en een plekje vooraan** in WhatsApp.',
    'Sign up and get **the programme and a place in front** on WhatsApp.',
    'Melde dich an und bekomm **das Programm und einen Platz ganz vorn** auf WhatsApp.',
    'Inscrivez-vous et recevez **le programme et une place devant** sur WhatsApp.',
  ),
  benefits: [
    [
      'calendar',
      said(
        'Het programma, een dag van tevoren',
        'The programme, the day before',
        'Das Programm, einen Tag vorher',
        'Le programme, la veille',
      ),
    ],
    [
      'heart',
      said(
        'De volgende keer hoor je het als eerste',
        'Next time you are the first to know',
        'Beim nächsten Mal erfährst du es zuerst',
        'La prochaine fois, vous le saurez en premier',
      ),
    ],
  ],
  button: said('Ik kom', 'Count me in', 'Ich komme', 'Je viens'),
  note: keptWhile,
  example: said(
    '**Morgen is het zover.** De deur gaat om 10:00 open, om 11:00 de eerste rondleiding. Tot dan.',
    '**Tomorrow is the day.** Doors open at 10 am, the first tour starts at 11. See you there.',
    '**Morgen ist es so weit.** Um 10 Uhr geht die Tür auf, um 11 Uhr beginnt die erste Führung. Bis dann.',
    '**C’est pour demain.** Ouverture à 10 h, première visite à 11 h. À demain.',
  ),
})
