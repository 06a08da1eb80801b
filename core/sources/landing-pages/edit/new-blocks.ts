import { said } from '../said'
import { type Block, type BlockType, emptyText } from '../schema'

type PropsOf<T extends BlockType> = Omit<Extract<Block, { type: T }>['props'], 'id'>

/** A countdown starts a week from when it is put on a page, on the hour. */
function inAWeek(): string {
  const at = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000)
  at.setMinutes(0, 0, 0)
  return at.toISOString()
}

const fresh: { [T in BlockType]: () => PropsOf<T> } = {
  Hero: () => ({ title: emptyText(), text: emptyText() }),
  Picture: () => ({ picture: null, alt: emptyText(), caption: emptyText() }),
  Benefits: () => ({
    items: [
      {
        icon: 'stop',
        text: said(
          'Stoppen? Stuur **STOP**, altijd gratis',
          'Had enough? Send **STOP**, always free',
          'Genug? Schick **STOP**, immer kostenlos',
          'Envie d’arrêter ? Envoyez **STOP**, c’est gratuit',
        ),
      },
    ],
  }),
  OptInForm: () => ({
    topics: [],
    fields: [],
    buttonLabel: said('Aanmelden', 'Sign me up', 'Anmelden', 'M’inscrire'),
    howToStop: said(
      'Stoppen kan altijd: stuur STOP of AFMELDEN.',
      'You can stop at any time: send STOP.',
      'Abmelden geht jederzeit: schick STOP.',
      'Vous pouvez arrêter à tout moment : envoyez STOP.',
    ),
    note: emptyText(),
    confirmation: 'whatsapp-message',
    reward: { kind: 'none', text: emptyText(), code: '' },
  }),
  ExampleMessage: () => ({
    heading: said(
      'Zo ziet een bericht eruit',
      'This is what you will get',
      'So sieht eine Nachricht aus',
      'Voici à quoi ressemble un message',
    ),
    picture: 'logo',
    text: emptyText(),
    button: said('Stop deze berichten', 'Stop these messages', 'Nachrichten stoppen', 'Arrêter les messages'),
  }),
  Questions: () => ({
    heading: said('Goed om te weten', 'Good to know', 'Gut zu wissen', 'Bon à savoir'),
    items: [
      {
        question: said(
          'Wat kost het mij?',
          'What does it cost me?',
          'Was kostet es mich?',
          'Combien ça me coûte ?',
        ),
        answer: said(
          'Niets. Je betaalt alleen je eigen internet, zoals bij elk WhatsApp-bericht.',
          'Nothing. You only use your own data, as with any WhatsApp message.',
          'Nichts. Du brauchst nur dein eigenes Datenvolumen, wie bei jeder WhatsApp-Nachricht.',
          'Rien. Vous utilisez seulement votre forfait internet, comme pour tout message WhatsApp.',
        ),
      },
    ],
  }),
  Countdown: () => ({
    heading: said('Nog zo lang', 'This much longer', 'So lange noch', 'Encore un peu de temps'),
    until: inAWeek(),
    over: said(
      'Deze actie is voorbij. Aanmelden kan nog wel.',
      'This offer is over. You can still sign up.',
      'Diese Aktion ist vorbei. Anmelden geht weiterhin.',
      'Cette offre est terminée. Vous pouvez toujours vous inscrire.',
    ),
  }),
  StoreLocations: () => ({
    heading: said('Onze winkels', 'Our shops', 'Unsere Läden', 'Nos magasins'),
    stores: [{ name: '', address: '', hours: emptyText(), mapUrl: '' }],
  }),
  Footer: () => ({ text: emptyText() }),
}

/** What a block holds when it is put on a page. */
export const newBlockProps = (type: BlockType): Record<string, unknown> => fresh[type]()
