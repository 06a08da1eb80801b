import { FilePlus2, type LucideIcon, MailPlus, QrCode, Upload } from 'lucide-react'
import { type FoundThing, matchesWords, pathTo } from '@/core/insights/find/rules'
import { type NavItem, railFoot, railGroups } from './nav'

/** One line of the palette. `path` follows the brand. */
export type Entry = {
  key: string
  group: string
  name: string
  note?: string
  path: string
  Icon?: LucideIcon
}

/** What a person can begin from anywhere, with the permission that it takes. */
const acts = [
  { key: 'newCampaign', path: '/campaigns/new', needs: 'campaigns.write', Icon: MailPlus },
  { key: 'newPage', path: '/landing-pages/new', needs: 'pages.write', Icon: FilePlus2 },
  { key: 'newCode', path: '/qr-codes/new', needs: 'qr-codes.write', Icon: QrCode },
  { key: 'import', path: '/subscribers/imports/new', needs: 'subscribers.import', Icon: Upload },
] as const
export type ActPermission = (typeof acts)[number]['needs']
export const actPermissions: readonly ActPermission[] = acts.map(({ needs }) => needs)

type Known = {
  /** Words of `find` and of `nav`. */
  words: { act: (key: string) => string; place: (key: string) => string }
  allowed: readonly ActPermission[]
  showsSimulator: boolean
}

/** Places and acts that fit what was typed; all of them when nothing was. */
export function knownEntries(text: string, { words, allowed, showsSimulator }: Known): Entry[] {
  const places: NavItem[] = [...railGroups.flat(), ...railFoot]
  return [
    ...acts
      .filter(({ needs }) => allowed.includes(needs))
      .map(({ key, path, Icon }) => ({ key, group: 'acts', name: words.act(key), path, Icon })),
    ...places
      .filter(({ key }) => showsSimulator || key !== 'simulator')
      .map(({ key, path, Icon }) => ({ key, group: 'places', name: words.place(key), path, Icon })),
  ].filter(({ name }) => matchesWords(name, text))
}

/** What the server found, as lines. */
export const foundEntries = (found: readonly FoundThing[]): Entry[] =>
  found.map(({ kind, id, name, note }) => ({
    key: `${kind}-${id}`,
    group: kind,
    name,
    ...(note ? { note } : {}),
    path: pathTo({ kind, id }),
  }))
