import { getSettings } from '@/core/platform/env'
import type { SimulatedTemplate } from './simulator'

type Button =
  | { type: 'URL'; text: string; url: string; example?: string[] }
  | { type: 'QUICK_REPLY'; text: string }

const link = (text: string, path: string): Button => ({
  type: 'URL',
  text,
  url: `https://fietserijnoord.example/${path}`,
})
/** A link whose clicks are counted: it leads over our own address, to where the campaign says. */
const counted = (text: string): Button => ({
  type: 'URL',
  text,
  url: `${getSettings().PUBLIC_URL}/l/{{1}}`,
  example: ['AbC'],
})
const stop: Button = { type: 'QUICK_REPLY', text: 'Stop acties' }
const stopNl: Button = { type: 'QUICK_REPLY', text: 'Stop' }

type Text = { header?: string; body: string; examples?: string[]; footer?: string; buttons: Button[] }

function components({ header, body, examples, footer, buttons }: Text): Record<string, unknown>[] {
  return [
    ...(header ? [{ type: 'HEADER', format: 'TEXT', text: header }] : []),
    { type: 'BODY', text: body, ...(examples ? { example: { body_text: [examples] } } : {}) },
    ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
    ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : []),
  ]
}

export type DemoTemplate = {
  name: string
  language: string
  category: SimulatedTemplate['category']
  text: Text
  /** Days ago on which it was handed in. */
  since: number
  /** How it ends up: what the simulator has to say today. */
  status: string
  quality: string
  rejectedReason?: string
}

export const demoTemplates: DemoTemplate[] = [
  {
    name: 'blijf_je_erbij',
    language: 'nl',
    category: 'UTILITY',
    since: 62,
    status: 'APPROVED',
    quality: 'GREEN',
    text: {
      body: 'Hoi {{1}}, je toestemming voor berichten van Fietserij Noord loopt binnenkort af. Wil je ze blijven krijgen?',
      examples: ['Sanne'],
      buttons: [
        { type: 'QUICK_REPLY', text: 'Ja, houd me op de hoogte' },
        { type: 'QUICK_REPLY', text: 'Stop berichten' },
      ],
    },
  },
  {
    name: 'actie_van_de_week',
    language: 'nl',
    category: 'MARKETING',
    since: 178,
    status: 'APPROVED',
    quality: 'YELLOW',
    text: {
      header: 'Actie van de week',
      body: 'Hoi {{1}}, deze week bij Fietserij Noord: *{{2}}*. Laat dit bericht zien aan de toonbank, of bestel het op onze site. Zolang de voorraad strekt.',
      examples: ['Sanne', 'twee fietslampjes voor € 15'],
      footer: 'Meeuwenlaan 112, di t/m za open',
      buttons: [link('Bekijk de actie', 'actie'), stop],
    },
  },
  {
    name: 'proefrit_e_bike',
    language: 'nl',
    category: 'MARKETING',
    since: 176,
    status: 'APPROVED',
    quality: 'GREEN',
    text: {
      body: 'Hoi {{1}}, benieuwd hoe een e-bike rijdt? Zaterdag staan er zes klaar voor een proefrit over de dijk. Een kwartier, gratis, koffie erbij. Kies een tijd die jou past.',
      examples: ['Bram'],
      footer: 'Fietserij Noord, Meeuwenlaan 112',
      buttons: [counted('Kies een tijd'), stop],
    },
  },
  {
    name: 'reparatie_klaar',
    language: 'nl',
    category: 'UTILITY',
    since: 176,
    status: 'APPROVED',
    quality: 'GREEN',
    text: {
      body: 'Hoi {{1}}, je fiets is klaar. Je kunt hem ophalen tot {{2}}. De rekening is {{3}}, betalen kan aan de toonbank.',
      examples: ['Noor', 'zaterdag 17.00 uur', '€ 46,00'],
      footer: 'Werkplaats Fietserij Noord',
      buttons: [link('Openingstijden', 'open')],
    },
  },
  {
    name: 'welkom_fietserij',
    language: 'nl',
    category: 'MARKETING',
    since: 170,
    status: 'APPROVED',
    quality: 'GREEN',
    text: {
      header: 'Fijn dat je er bent',
      body: 'Hoi {{1}}, bedankt voor je bestelling. Als klant van de webshop krijg je je eerste servicebeurt aan de Meeuwenlaan voor *{{2}}*. Een afspraak is niet nodig.',
      examples: ['Yara', '€ 19 in plaats van € 29'],
      buttons: [counted('Wat we nakijken'), stop],
    },
  },
  {
    name: 'zomer_uitverkoop',
    language: 'nl',
    category: 'MARKETING',
    since: 96,
    status: 'PAUSED',
    quality: 'RED',
    text: {
      header: 'Uitverkoop',
      body: '{{1}}, ALLES moet weg. Kortingen tot {{2}} op zomerfietsen, alleen nu. Op is op, dus wees er snel bij. Kijk meteen of jouw maat er nog is.',
      examples: ['Daan', '60%'],
      buttons: [link('Naar de uitverkoop', 'uitverkoop'), stopNl],
    },
  },
  {
    name: 'winterbeurt_2026',
    language: 'nl',
    category: 'MARKETING',
    since: 62,
    status: 'APPROVED',
    quality: 'GREEN',
    text: {
      header: 'De winter komt eraan',
      body: 'Hoi {{1}}, laat nu je fiets nakijken: remmen, verlichting en banden voor *{{2}}*. Plan je beurt voor zaterdag, dan is hij maandag klaar.',
      examples: ['Sanne', '€ 46 in plaats van € 59'],
      footer: 'Werkplaats Fietserij Noord',
      buttons: [link('Plan je beurt', 'winterbeurt'), stop],
    },
  },
  {
    name: 'winter_service_2026',
    language: 'en',
    category: 'MARKETING',
    since: 62,
    status: 'APPROVED',
    quality: 'UNKNOWN',
    text: {
      header: 'Winter is coming',
      body: 'Hi {{1}}, have your bike checked now: brakes, lights and tyres for *{{2}}*. Book before Saturday and it is ready on Monday.',
      examples: ['Hannah', '€46 instead of €59'],
      footer: 'Fietserij Noord workshop',
      buttons: [link('Book a service', 'winter-service'), { type: 'QUICK_REPLY', text: 'Stop offers' }],
    },
  },
  {
    name: 'black_friday_sloten',
    language: 'nl',
    category: 'MARKETING',
    since: 1,
    status: 'PENDING',
    quality: 'UNKNOWN',
    text: {
      body: 'Hoi {{1}}, vrijdag en zaterdag zijn alle goedgekeurde sloten {{2}} goedkoper. Neem je oude slot mee, dan geven we je er nog € 5 voor terug.',
      examples: ['Pim', '25%'],
      footer: 'Meeuwenlaan 112, vrijdag tot 21.00 uur',
      buttons: [link('Bekijk de sloten', 'sloten'), stop],
    },
  },
  {
    name: 'gratis_helm',
    language: 'nl',
    category: 'UTILITY',
    since: 41,
    status: 'REJECTED',
    quality: 'UNKNOWN',
    rejectedReason: 'TAG_CONTENT_MISMATCH',
    text: {
      body: 'Hoi {{1}}, bij elke kinderfiets krijg je deze maand een helm cadeau. Kom langs en zoek er samen een uit.',
      examples: ['Roos'],
      buttons: [link('Kinderfietsen', 'kinderfietsen')],
    },
  },
]

/** A template as the simulator takes it; as it stands today, unless told otherwise. */
export function simulated(
  template: DemoTemplate,
  now?: { status: string; quality: string },
): SimulatedTemplate {
  const { status, quality } = now ?? template
  return {
    name: template.name,
    language: template.language,
    category: template.category,
    components: components(template.text),
    status,
    quality_score: quality,
    ...(status === 'REJECTED' && template.rejectedReason ? { rejected_reason: template.rejectedReason } : {}),
  }
}
