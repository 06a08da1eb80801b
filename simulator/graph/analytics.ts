import { z } from 'zod'
import type { Account } from '../store/accounts'
import type { Sent } from '../store/messages'
import type { World } from '../world'
import { GraphError } from './errors'
import { commaList, type Field } from './fields'
import { checkInsightsOffered } from './insights'

const dayS = 86_400

/** Unix seconds, or a date such as 2026-11-01 in UTC. */
const Moment = z.string().transform((text, context) => {
  const seconds = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000
  if (Number.isFinite(seconds)) return seconds
  context.addIssue({ code: 'custom', message: 'a Unix time in seconds' })
  return z.NEVER
})

const Asked = z.object({
  start: Moment,
  end: Moment,
  granularity: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(['HALF_HOUR', 'DAY', 'DAILY', 'MONTH', 'MONTHLY'])),
})

const lengths: Record<string, number> = { HALF_HOUR: 1800, DAY: dayS, DAILY: dayS }

type Span = { start: number; end: number }

/** The spans of time, of equal length or of calendar months in UTC, that cover start to end. */
function spans(start: number, end: number, granularity: string): Span[] {
  const length = lengths[granularity]
  const list: Span[] = []
  let from = start
  while (from < end && list.length < 20_000) {
    const date = new Date(from * 1000)
    const next = length
      ? (Math.floor(from / length) + 1) * length
      : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000
    list.push({ start: from, end: Math.min(next, end) })
    from = next
  }
  return list
}

function read(asked: Record<string, string>) {
  const parsed = Asked.safeParse(asked)
  if (parsed.success && parsed.data.start < parsed.data.end) return parsed.data
  const issue = parsed.error?.issues[0]
  throw new GraphError(
    100,
    `Param ${issue?.path.join('.') ?? 'end'} is not valid: ${issue?.message ?? 'after start'}`,
  )
}

const arrived = (message: Sent) => message.status === 'delivered' || message.status === 'read'
const within = (span: Span) => (message: Sent) =>
  message.created_at >= span.start * 1000 && message.created_at < span.end * 1000

/** `analytics`: how many messages were sent and delivered in each span. */
function messageAnalytics(world: World, account: Account, asked: Record<string, string>) {
  const { start, end, granularity } = read(asked)
  const messages = world.store.messages.sentBetween(account.waba_id, start * 1000, end * 1000)
  const types = commaList(asked['product_types'])
  const of = messages.filter((message) => !types || types.includes(message.type === 'template' ? '0' : '2'))
  return {
    phone_numbers: [account.display_phone_number],
    granularity,
    data_points: spans(start, end, granularity)
      .map((span) => {
        const mine = of.filter(within(span))
        return { ...span, sent: mine.length, delivered: mine.filter(arrived).length }
      })
      .filter((point) => point.sent > 0),
  }
}

/** `pricing_analytics`: delivered messages by kind of price. Costs are left out, as where a partner pays. */
function pricingAnalytics(world: World, account: Account, asked: Record<string, string>) {
  const { start, end, granularity } = read(asked)
  const messages = world.store.messages
    .sentBetween(account.waba_id, start * 1000, end * 1000)
    .filter((message) => arrived(message) && message.pricing !== null)
  const points = spans(start, end, granularity).flatMap((span) => {
    const counts = new Map<string, number>()
    for (const message of messages.filter(within(span))) {
      const key = `${message.pricing?.type} ${message.pricing?.category}`.toUpperCase()
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return [...counts].map(([key, volume]) => {
      const [type, category] = key.split(' ')
      return { ...span, pricing_type: type, pricing_category: category, volume }
    })
  })
  return { data: [{ data_points: points }] }
}

/** The figures among the `fields` of an account. */
export function figuresOf(world: World, account: Account, fields: readonly Field[]) {
  const figures: Record<string, unknown> = {}
  for (const { name, asked } of fields) {
    if (name === 'analytics') figures[name] = messageAnalytics(world, account, asked)
    if (name === 'pricing_analytics') figures[name] = pricingAnalytics(world, account, asked)
    // Conversations are no longer priced, so that the historic view of them stays empty.
    if (name === 'conversation_analytics') {
      read(asked)
      figures[name] = { data: [{ data_points: [] }] }
    }
  }
  return figures
}

/** `GET /{waba-id}/template_analytics`; refuses with 200005 in the EU, and with 200007 until it is switched on. */
export function templateAnalytics(world: World, account: Account, address: URL) {
  checkInsightsOffered(account)
  if (!account.insights) throw new GraphError(200007, 'Template insights are not enabled for this account.')
  const query = address.searchParams
  const ids = commaList(query.get('template_ids')) ?? []
  if (ids.length === 0 || ids.length > 10) throw new GraphError(100, 'template_ids holds 1 to 10 ids.')
  const { start, end } = read({
    ...Object.fromEntries(query),
    granularity: query.get('granularity') ?? 'DAILY',
  })
  if (start < world.clock() / 1000 - 90 * dayS) throw new GraphError(100, 'start is at most 90 days ago.')
  const asked = commaList(query.get('metric_types'))?.map((one) => one.toLowerCase())
  const wanted = (metric: string) => !asked || asked.includes(metric)
  const messages = world.store.messages.sentBetween(account.waba_id, start * 1000, end * 1000)
  const points = spans(start, end, 'DAILY').flatMap((span) =>
    ids.map((id) => {
      const mine = messages.filter((message) => message.template_id === id).filter(within(span))
      return {
        template_id: id,
        ...span,
        ...(wanted('sent') && { sent: mine.length }),
        ...(wanted('delivered') && { delivered: mine.filter(arrived).length }),
        ...(wanted('read') && { read: mine.filter((message) => message.status === 'read').length }),
      }
    }),
  )
  return { data: [{ granularity: 'DAILY', product_type: 'cloud_api', data_points: points }] }
}
