import type { StartingPoint } from '../schema'

/** A poster or a stand at an event, an open day, a market. */
export const event: StartingPoint = {
  title: { nl: 'Erbij op de open dag', en: 'Join us on open day' },
  blocks: [
    {
      type: 'Hero',
      props: {
        title: { nl: 'Zien we je\nop de open dag?', en: 'See you\non open day?' },
        text: {
          nl: 'Meld je aan en krijg **het programma en een plekje vooraan** in WhatsApp.',
          en: 'Sign up and get **the programme and a place in front** on WhatsApp.',
        },
      },
    },
    {
      type: 'Benefits',
      props: {
        items: [
          {
            icon: 'calendar',
            text: {
              nl: 'Het programma, een dag van tevoren',
              en: 'The programme, the day before',
            },
          },
          {
            icon: 'heart',
            text: {
              nl: 'De volgende keer hoor je het als eerste',
              en: 'Next time you are the first to know',
            },
          },
          {
            icon: 'stop',
            text: {
              nl: 'Stoppen? Stuur **STOP**, altijd gratis',
              en: 'Had enough? Send **STOP**, always free',
            },
          },
        ],
      },
    },
    {
      type: 'OptInForm',
      props: {
        topics: [],
        buttonLabel: { nl: 'Ik kom', en: 'Count me in' },
        howToStop: {
          nl: 'Stoppen kan altijd: stuur STOP of AFMELDEN.',
          en: 'You can stop at any time: send STOP.',
        },
        note: {
          nl: 'Daarna bevestig je met één WhatsApp-bericht. Je nummer bewaren we zolang je aangemeld bent.',
          en: 'You then confirm with one WhatsApp message. We keep your number for as long as you stay signed up.',
        },
      },
    },
    {
      type: 'ExampleMessage',
      props: {
        heading: { nl: 'Zo ziet een bericht eruit', en: 'This is what you will get' },
        picture: 'logo',
        text: {
          nl: '**Morgen is het zover.** De deur gaat om 10:00 open, om 11:00 de eerste rondleiding. Tot dan.',
          en: '**Tomorrow is the day.** Doors open at 10 am, the first tour starts at 11. See you there.',
        },
        button: { nl: 'Stop deze berichten', en: 'Stop these messages' },
      },
    },
    { type: 'Footer', props: { text: { nl: '', en: '' } } },
  ],
}
