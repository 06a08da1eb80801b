import {
  Inbox,
  LayoutDashboard,
  ListFilter,
  type LucideIcon,
  MailPlus,
  MessageSquareText,
  PanelTop,
  QrCode,
  Send,
  Settings2,
  Smartphone,
  Users,
} from 'lucide-react'

/** One place to go: `key` is its word in `nav`, `path` follows the brand. */
export type NavItem = { key: string; path: string; Icon: LucideIcon }

const overview: NavItem = { key: 'overview', path: '', Icon: LayoutDashboard }
const landingPages: NavItem = { key: 'landingPages', path: '/landing-pages', Icon: PanelTop }
const qrCodes: NavItem = { key: 'qrCodes', path: '/qr-codes', Icon: QrCode }
const invitations: NavItem = { key: 'invitations', path: '/invitations', Icon: MailPlus }
const subscribers: NavItem = { key: 'subscribers', path: '/subscribers', Icon: Users }
const inbox: NavItem = { key: 'inbox', path: '/inbox', Icon: Inbox }
const segments: NavItem = { key: 'segments', path: '/segments', Icon: ListFilter }
const templates: NavItem = { key: 'templates', path: '/templates', Icon: MessageSquareText }
const campaigns: NavItem = { key: 'campaigns', path: '/campaigns', Icon: Send }
const simulator: NavItem = { key: 'simulator', path: '/simulator', Icon: Smartphone }
const settings: NavItem = { key: 'settings', path: '/settings', Icon: Settings2 }

/** The rail, in groups divided by a gap. */
export const railGroups: NavItem[][] = [
  [overview],
  [landingPages, qrCodes, invitations],
  [subscribers, segments, inbox],
  [templates, campaigns],
]
/** Below the 24-hour limit at its foot. */
export const railFoot: NavItem[] = [simulator, settings]

/** A phone's tab bar: what shares a tab stands together in its head. */
export const tabs: { key: string; Icon: LucideIcon; items: NavItem[] }[] = [
  { key: 'overview', Icon: LayoutDashboard, items: [overview] },
  { key: 'capture', Icon: QrCode, items: [landingPages, qrCodes, invitations] },
  { key: 'people', Icon: Users, items: [subscribers, segments, inbox] },
  { key: 'send', Icon: Send, items: [campaigns, templates] },
]

/** Whether `pathname` is this place or inside it. */
export const isInside = (pathname: string, brand: string, item: NavItem): boolean => {
  const href = `/${brand}${item.path}`
  return pathname === href || (item.path !== '' && pathname.startsWith(`${href}/`))
}
