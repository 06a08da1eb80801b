import type { StartingPoint } from '../schema'

/** After an order, or from the webshop's own pages. */
export const webshop: StartingPoint = {
  title: { nl: 'Je bestelling via WhatsApp', en: 'Your order on WhatsApp' },
  blocks: [
    {
      type: 'Hero',
      props: {
        title: { nl: 'Je pakket volgen\nzonder te zoeken', en: 'Follow your parcel\nwithout searching' },
        text: {
          nl: 'Krijg je bezorgmoment in WhatsApp, en af en toe iets moois uit de winkel.',
          en: 'Get your delivery time in WhatsApp, and now and then something good from the shop.',
        },
      },
    },
    {
      type: 'Benefits',
      props: {
        items: [
          {
            icon: 'bell',
            text: {
              nl: 'Een bericht als je pakket onderweg is',
              en: 'A message when your parcel is on its way',
            },
          },
          {
            icon: 'ticket',
            text: {
              nl: 'Weten wanneer iets weer op voorraad is',
              en: 'Know when something is back in stock',
            },
          },
          {
            icon: 'message',
            text: { nl: 'Vraag? Je antwoordt gewoon terug', en: 'A question? You simply reply' },
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
        buttonLabel: { nl: 'Stuur het via WhatsApp', en: 'Send it on WhatsApp' },
        howToStop: {
          nl: 'Stoppen kan altijd: stuur STOP of AFMELDEN. Je bestelling loopt gewoon door.',
          en: 'You can stop at any time: send STOP. Your order simply goes on.',
        },
        note: {
          nl: 'Dit hoeft niet om te bestellen. Je bevestigt met één WhatsApp-bericht.',
          en: 'You do not need this to order. You confirm with one WhatsApp message.',
        },
      },
    },
    {
      type: 'ExampleMessage',
      props: {
        heading: { nl: 'Zo ziet een bericht eruit', en: 'This is what you will get' },
        picture: 'none',
        text: {
          nl: 'Goedemorgen. Je pakket komt **vandaag tussen 13:00 en 15:00**. Niet thuis? Antwoord met BUREN, dan geven we het daar af.',
          en: 'Good morning. Your parcel comes **today between 1 and 3 pm**. Not in? Reply NEIGHBOUR and we leave it there.',
        },
        button: { nl: 'Stop deze berichten', en: 'Stop these messages' },
      },
    },
    {
      type: 'Questions',
      props: {
        heading: { nl: 'Goed om te weten', en: 'Good to know' },
        items: [
          {
            question: { nl: 'Moet ik dit doen om te bestellen?', en: 'Do I need this to order?' },
            answer: {
              nl: 'Nee. Zonder WhatsApp krijg je alles gewoon per e-mail.',
              en: 'No. Without WhatsApp you get everything by e-mail as before.',
            },
          },
          {
            question: { nl: 'Kan ik terugpraten?', en: 'Can I write back?' },
            answer: {
              nl: 'Ja. Er leest op werkdagen iemand van ons mee.',
              en: 'Yes. On working days one of us reads along.',
            },
          },
        ],
      },
    },
    { type: 'Footer', props: { text: { nl: '', en: '' } } },
  ],
}
