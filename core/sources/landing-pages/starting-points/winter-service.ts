import type { StartingPoint } from '../schema'

/** A seasonal service with a small reward, for a workshop or any trade that people visit once a year. */
export const winterService: StartingPoint = {
  title: { nl: 'Klaar voor de winter', en: 'Ready for winter' },
  blocks: [
    {
      type: 'Hero',
      props: {
        title: { nl: 'Jouw fiets\nklaar voor de winter', en: 'Your bike,\nready for winter' },
        text: {
          nl: 'Meld je aan via WhatsApp en krijg **€ 13 korting** op de winterbeurt.',
          en: 'Sign up on WhatsApp and get **€13 off** your winter service.',
        },
      },
    },
    {
      type: 'Benefits',
      props: {
        items: [
          {
            icon: 'message',
            text: {
              nl: 'Acties en een seintje als je beurt klaar is',
              en: 'Offers, and a note when your bike is ready',
            },
          },
          {
            icon: 'calendar',
            text: { nl: 'Hooguit **2 berichten per maand**', en: 'At most **2 messages a month**' },
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
        buttonLabel: { nl: 'Aanmelden', en: 'Sign me up' },
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
          nl: '**De winter komt eraan.** Laat nu je fiets nakijken: remmen, verlichting en banden voor € 46 in plaats van € 59. Plan je beurt voor zaterdag.',
          en: '**Winter is on its way.** Have your bike checked now: brakes, lights and tyres for €46 instead of €59. Book before Saturday.',
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
            question: { nl: 'Wat kost het mij?', en: 'What does it cost me?' },
            answer: {
              nl: 'Niets. Je betaalt alleen je eigen internet, zoals bij elk WhatsApp-bericht.',
              en: 'Nothing. You only use your own data, as with any WhatsApp message.',
            },
          },
          {
            question: { nl: 'Hoe krijg ik mijn korting?', en: 'How do I get my discount?' },
            answer: {
              nl: 'Na je bevestiging krijg je een bericht. Laat dat zien als je je fiets brengt.',
              en: 'After you confirm you get a message. Show it when you bring your bike in.',
            },
          },
          {
            question: { nl: 'Wie ziet mijn nummer?', en: 'Who sees my number?' },
            answer: {
              nl: 'Alleen wij, en WhatsApp omdat het bericht daarlangs gaat. Wij geven je nummer aan niemand anders.',
              en: 'Only us, and WhatsApp because the message travels there. We give your number to nobody else.',
            },
          },
        ],
      },
    },
    { type: 'Footer', props: { text: { nl: '', en: '' } } },
  ],
}
