import { said } from '../said'
import { type BenefitIcon, emptyText, type LocalText, type StartingPoint } from '../schema'

type Situation = {
  /** In the browser's tab. */
  title: LocalText
  heading: LocalText
  text: LocalText
  benefits: [BenefitIcon, LocalText][]
  button: LocalText
  howToStop?: LocalText
  note: LocalText
  /** The message that somebody will get. */
  example: LocalText
  picture?: 'logo' | 'none'
  questions?: [question: LocalText, answer: LocalText][]
}

const stop = said(
  'Stoppen? Stuur **STOP**, altijd gratis',
  'Had enough? Send **STOP**, always free',
  'Genug? Schick **STOP**, immer kostenlos',
  'Envie d’arrêter ? Envoyez **STOP**, c’est gratuit',
)

const howToStop = said(
  'Stoppen kan altijd: stuur STOP of AFMELDEN.',
  'You can stop at any time: send STOP.',
  'Abmelden geht jederzeit: schick STOP.',
  'Vous pouvez arrêter à tout moment : envoyez STOP.',
)

/** What most forms say in small letters. */
export const confirmFirst = said(
  'Je bevestigt met één WhatsApp-bericht. Pas daarna sturen wij je iets.',
  'You confirm with one WhatsApp message. We send you nothing before that.',
  'Du bestätigst mit einer WhatsApp-Nachricht. Vorher schicken wir dir nichts.',
  'Vous confirmez par un message WhatsApp. Nous ne vous envoyons rien avant.',
)

export const keptWhile = said(
  'Daarna bevestig je met één WhatsApp-bericht. Je nummer bewaren we zolang je aangemeld bent.',
  'You then confirm with one WhatsApp message. We keep your number for as long as you stay signed up.',
  'Danach bestätigst du mit einer WhatsApp-Nachricht. Deine Nummer behalten wir, solange du angemeldet bist.',
  'Vous confirmez ensuite par un message WhatsApp. Nous gardons votre numéro tant que vous êtes inscrit.',
)

export const costsNothing: [LocalText, LocalText] = [
  said('Wat kost het mij?', 'What does it cost me?', 'Was kostet es mich?', 'Combien ça me coûte ?'),
  said(
    'Niets. Je betaalt alleen je eigen internet, zoals bij elk WhatsApp-bericht.',
    'Nothing. You only use your own data, as with any WhatsApp message.',
    'Nichts. Du brauchst nur dein eigenes Datenvolumen, wie bei jeder WhatsApp-Nachricht.',
    'Rien. Vous utilisez seulement votre forfait internet, comme pour tout message WhatsApp.',
  ),
]

export const whoSees: [LocalText, LocalText] = [
  said('Wie ziet mijn nummer?', 'Who sees my number?', 'Wer sieht meine Nummer?', 'Qui voit mon numéro ?'),
  said(
    'Alleen wij, en WhatsApp omdat het bericht daarlangs gaat. Wij geven je nummer aan niemand anders.',
    'Only us, and WhatsApp because the message travels there. We give your number to nobody else.',
    'Nur wir, und WhatsApp, weil die Nachricht darüber läuft. Wir geben deine Nummer niemandem sonst.',
    'Nous seuls, et WhatsApp par où passe le message. Nous ne donnons votre numéro à personne d’autre.',
  ),
]

/** A whole page for a situation: what all pages say stands here, what one of them says in its own file. */
export function compose(situation: Situation): StartingPoint {
  const { title, heading, text, benefits, button, note, example, questions = [] } = situation
  return {
    title,
    blocks: [
      { type: 'Hero', props: { title: heading, text } },
      {
        type: 'Benefits',
        props: {
          items: [...benefits, ['stop', stop] as const].map(([icon, text]) => ({ icon, text })),
        },
      },
      {
        type: 'OptInForm',
        props: { topics: [], buttonLabel: button, howToStop: situation.howToStop ?? howToStop, note },
      },
      {
        type: 'ExampleMessage',
        props: {
          heading: said(
            'Zo ziet een bericht eruit',
            'This is what you will get',
            'So sieht eine Nachricht aus',
            'Voici à quoi ressemble un message',
          ),
          picture: situation.picture ?? 'logo',
          text: example,
          button: said(
            'Stop deze berichten',
            'Stop these messages',
            'Nachrichten stoppen',
            'Arrêter les messages',
          ),
        },
      },
      ...(questions.length === 0
        ? []
        : [
            {
              type: 'Questions' as const,
              props: {
                heading: said('Goed om te weten', 'Good to know', 'Gut zu wissen', 'Bon à savoir'),
                items: questions.map(([question, answer]) => ({ question, answer })),
              },
            },
          ]),
      { type: 'Footer', props: { text: emptyText() } },
    ],
  }
}
