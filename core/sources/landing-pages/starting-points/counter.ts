import type { StartingPoint } from '../schema'

/** A card beside the till: short, because the next customer is waiting. */
export const counter: StartingPoint = {
  title: { nl: 'Blijf op de hoogte', en: 'Stay in the know' },
  blocks: [
    {
      type: 'Hero',
      props: {
        title: {
          nl: 'Fijn dat je er was.\nHouden we contact?',
          en: 'Good to see you.\nShall we keep in touch?',
        },
        text: {
          nl: 'Hoor via WhatsApp als eerste wat er nieuw is in de winkel.',
          en: 'Be the first to hear on WhatsApp what is new in the shop.',
        },
      },
    },
    {
      type: 'Benefits',
      props: {
        items: [
          {
            icon: 'gift',
            text: { nl: 'Acties die niet in de etalage hangen', en: 'Offers that are not in the window' },
          },
          {
            icon: 'bell',
            text: { nl: 'Een seintje als je bestelling er is', en: 'A note when your order has come in' },
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
        buttonLabel: { nl: 'Houd me op de hoogte', en: 'Keep me posted' },
        howToStop: {
          nl: 'Stoppen kan altijd: stuur STOP of AFMELDEN.',
          en: 'You can stop at any time: send STOP.',
        },
        note: {
          nl: 'Je bevestigt met één WhatsApp-bericht. Pas daarna sturen wij je iets.',
          en: 'You confirm with one WhatsApp message. We send you nothing before that.',
        },
      },
    },
    {
      type: 'ExampleMessage',
      props: {
        heading: { nl: 'Zo ziet een bericht eruit', en: 'This is what you will get' },
        picture: 'logo',
        text: {
          nl: '**Nieuw binnen.** Deze week laten we de eerste spullen van het seizoen zien. Loop even langs, de koffie staat klaar.',
          en: '**Just in.** The first pieces of the season are here this week. Drop by, the coffee is on.',
        },
        button: { nl: 'Stop deze berichten', en: 'Stop these messages' },
      },
    },
    { type: 'Footer', props: { text: { nl: '', en: '' } } },
  ],
}
