import type { CampaignVariables } from '../schema/campaigns'
import type { Calendar } from './calendar'

/** A place that people come from. `share` is its part of an ordinary day. */
export type DemoSource = {
  key: string
  page: 'winterbeurt' | 'webshop'
  /** The label of the printed code, where there is one. */
  code?: string
  share: number
  /** Of those who tick: how many send the message. */
  confirms: number
  /** How easily they leave, beside the others. */
  leaves: number
  /** Scans a day beyond those that end in a sign-up. */
  scansPerDay?: number
  /** First and last day, in days ago. */
  from: number
  until: number
}

/** The poster at the ferry was papered over nine days ago. */
export const silentDays = 9

export const demoSources: DemoSource[] = [
  { key: 'page', page: 'winterbeurt', share: 33, confirms: 0.945, leaves: 0.9, from: 179, until: 0 },
  {
    key: 'shop-window',
    page: 'winterbeurt',
    code: 'Etalage Noord',
    share: 21,
    confirms: 0.92,
    leaves: 1,
    scansPerDay: 11,
    from: 178,
    until: 0,
  },
  {
    key: 'receipt',
    page: 'winterbeurt',
    code: 'Kassabon',
    share: 19,
    confirms: 0.885,
    leaves: 1.1,
    scansPerDay: 6,
    from: 171,
    until: 0,
  },
  { key: 'checkout', page: 'webshop', share: 10, confirms: 0.97, leaves: 0.8, from: 177, until: 0 },
  {
    key: 'ferry',
    page: 'winterbeurt',
    code: 'Pont Buiksloterweg',
    share: 9,
    confirms: 0.79,
    leaves: 3.6,
    scansPerDay: 12,
    from: 120,
    until: silentDays + 1,
  },
  {
    key: 'counter',
    page: 'winterbeurt',
    code: 'Toonbank Meeuwenlaan',
    share: 5,
    confirms: 0.96,
    leaves: 0.6,
    scansPerDay: 2,
    from: 164,
    until: 0,
  },
  {
    key: 'station',
    page: 'winterbeurt',
    code: 'Fietsenstalling CS',
    share: 4,
    confirms: 0.86,
    leaves: 1.5,
    scansPerDay: 5,
    from: 75,
    until: 0,
  },
]

/** What the message was like for the people who got it. */
type Reception = { reads: number; leaves: number; clicks?: number }

export type DemoCampaign = Reception & {
  name: string
  template: string
  topic: 'acties' | 'nieuws'
  at: Date
  page?: 'webshop'
  variables: CampaignVariables
}

const name: CampaignVariables = { '1': { from: 'name', fallback: 'fietser' } }
const leadsTo = (path: string): CampaignVariables => ({
  button_0: { from: 'text', text: `https://fietserijnoord.example/${path}` },
})
const say = (text: string): CampaignVariables => ({ ...name, '2': { from: 'text', text } })

/** The last Friday whose afternoon is well behind us: the day on which the rating fell. */
export const fridayAgo = (calendar: Calendar): number => {
  const days = calendar.weekdayBefore(0, 4)
  return calendar.at(days, '20:00') < calendar.now ? days : days + 7
}

/** Nine campaigns over half a year, none of them against what was promised. Weekdays: 0 is Monday. */
export function demoCampaigns(calendar: Calendar): DemoCampaign[] {
  const on = (daysAgo: number, weekday: number, time: string) =>
    calendar.at(calendar.weekdayBefore(daysAgo, weekday), time)
  const friday = fridayAgo(calendar)
  return [
    {
      name: 'Zadel en stuur',
      template: 'actie_van_de_week',
      topic: 'acties',
      at: on(156, 3, '10:00'),
      reads: 0.86,
      leaves: 0.004,
      variables: say('zadels en sturen met 20% korting'),
    },
    {
      name: 'Proefrit e-bike',
      template: 'proefrit_e_bike',
      topic: 'acties',
      at: on(132, 2, '16:30'),
      reads: 0.84,
      leaves: 0.004,
      clicks: 0.21,
      variables: { ...name, ...leadsTo('proefrit') },
    },
    {
      name: 'Regenweek',
      template: 'actie_van_de_week',
      topic: 'acties',
      at: on(108, 1, '12:00'),
      reads: 0.85,
      leaves: 0.004,
      variables: say('regenpakken en spatborden, twee halen één betalen'),
    },
    {
      name: 'Laatste zomerfietsen',
      template: 'zomer_uitverkoop',
      topic: 'acties',
      at: on(76, 3, '09:30'),
      reads: 0.72,
      leaves: 0.012,
      variables: say('50%'),
    },
    {
      name: 'Zomer uitverkoop',
      template: 'zomer_uitverkoop',
      topic: 'nieuws',
      at: on(52, 4, '10:00'),
      reads: 0.55,
      leaves: 0.013,
      variables: say('60%'),
    },
    {
      name: 'Lampjes',
      template: 'actie_van_de_week',
      topic: 'acties',
      at: on(37, 1, '11:00'),
      reads: 0.81,
      leaves: 0.007,
      variables: say('twee fietslampjes voor € 15'),
    },
    {
      name: 'Welkom, webshop',
      template: 'welkom_fietserij',
      topic: 'acties',
      page: 'webshop',
      at: on(24, 2, '14:00'),
      reads: 0.88,
      leaves: 0.004,
      clicks: 0.34,
      variables: { ...say('€ 19 in plaats van € 29'), ...leadsTo('eerste-beurt') },
    },
    {
      name: 'Herfstcheck',
      template: 'winterbeurt_2026',
      topic: 'nieuws',
      at: on(17, 2, '10:00'),
      reads: 0.83,
      leaves: 0.004,
      variables: say('€ 46 in plaats van € 59'),
    },
    {
      name: 'Lichten aan',
      template: 'actie_van_de_week',
      topic: 'acties',
      at: calendar.at(friday, '11:40'),
      reads: 0.74,
      leaves: 0.017,
      variables: say('alle verlichting met 25% korting'),
    },
  ]
}

export type TemplateTurn = { template: string; at: Date } & (
  | { status: string; reason?: string }
  | { score: string }
)

/** What WhatsApp had to say about the templates, in the order of time. */
export function templateTurns(calendar: Calendar, campaigns: readonly DemoCampaign[]): TemplateTurn[] {
  const after = (campaign: string, hours: number) =>
    new Date(Number(campaigns.find((one) => one.name === campaign)?.at) + hours * 3_600_000)
  const rate = (template: string, score: string, at: Date): TemplateTurn => ({ template, score, at })
  const turns: TemplateTurn[] = [
    rate('reparatie_klaar', 'GREEN', calendar.at(150, '09:12')),
    rate('actie_van_de_week', 'GREEN', after('Zadel en stuur', 29)),
    rate('proefrit_e_bike', 'GREEN', after('Proefrit e-bike', 31)),
    rate('zomer_uitverkoop', 'YELLOW', after('Laatste zomerfietsen', 20)),
    rate('zomer_uitverkoop', 'GREEN', calendar.at(62, '13:05')),
    rate('zomer_uitverkoop', 'YELLOW', after('Zomer uitverkoop', 3)),
    rate('zomer_uitverkoop', 'RED', after('Zomer uitverkoop', 22)),
    { template: 'zomer_uitverkoop', status: 'PAUSED', reason: 'QUALITY', at: after('Zomer uitverkoop', 26) },
    rate('actie_van_de_week', 'YELLOW', after('Lampjes', 50)),
    {
      template: 'gratis_helm',
      status: 'REJECTED',
      reason: 'TAG_CONTENT_MISMATCH',
      at: calendar.at(41, '15:44'),
    },
    rate('actie_van_de_week', 'GREEN', calendar.at(27, '08:20')),
    rate('welkom_fietserij', 'GREEN', after('Welkom, webshop', 26)),
    rate('winterbeurt_2026', 'GREEN', after('Herfstcheck', 30)),
    rate('actie_van_de_week', 'YELLOW', after('Lichten aan', 5)),
  ]
  return turns.filter((turn) => turn.at < calendar.now).sort((a, b) => Number(a.at) - Number(b.at))
}
