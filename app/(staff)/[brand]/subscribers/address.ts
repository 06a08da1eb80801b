import { createLoader, createSerializer, parseAsString } from 'nuqs/server'
import { z } from 'zod'
import { type ListFilters, type ListSubscribersInput, listSubscribersSchema } from '@/core/subscribers/schema'
import { type ColumnId, defaultColumns, isColumn } from './columns'

/** Search parameters as Next gives them. */
export type SearchParams = Record<string, string | string[] | undefined>

export const tabs = ['proof', 'timeline', 'messages', 'profile', 'notes'] as const
export type Tab = (typeof tabs)[number]

/** What an address says of the tab; the first one, where it says nothing that we know. */
export const tabOf = (said: unknown): Tab => tabs.find((tab) => tab === said) ?? 'proof'

/** What the address of the list says: the filters, the page, the columns, and who is open beside it. */
export type ListAddress = {
  list: ListSubscribersInput
  columns: ColumnId[]
  person: string | null
  tab: Tab
}

/** Short, because people mail these addresses to each other. */
const names = {
  search: 'q',
  state: 'state',
  topicId: 'topic',
  sourceKind: 'source',
  landingPageId: 'page',
  qrCodeId: 'qr',
  country: 'country',
  language: 'language',
  joinedFrom: 'from',
  joinedUntil: 'until',
  lastMessage: 'message',
  window: 'window',
  tag: 'tag',
  attribute: 'attribute',
  segmentId: 'segment',
  renewal: 'renewal',
  sort: 'sort',
  after: 'after',
  before: 'before',
} as const satisfies Record<keyof ListSubscribersInput, string>

const keys = Object.keys(names) as (keyof ListSubscribersInput)[]

const parsers = {
  ...(Object.fromEntries(Object.values(names).map((name) => [name, parseAsString])) as Record<
    (typeof names)[keyof typeof names],
    typeof parseAsString
  >),
  columns: parseAsString,
  person: parseAsString,
  tab: parseAsString,
}
const load = createLoader(parsers)
const serialize = createSerializer(parsers)

/** Reads an address. What it cannot read (an old link, a typing error) is as if it were not there. */
export function readAddress(params: SearchParams): ListAddress {
  const said = load(params)
  const list: ListSubscribersInput = {}
  for (const key of keys) {
    const parsed = listSubscribersSchema.safeParse({ [key]: said[names[key]] || undefined })
    if (parsed.success && parsed.data[key] !== undefined) Object.assign(list, parsed.data)
  }
  const columns = said.columns?.split(',').filter(isColumn)
  return {
    list,
    columns: columns ?? defaultColumns,
    person: z.uuid().safeParse(said.person).success ? said.person : null,
    tab: tabOf(said.tab),
  }
}

/** The part of the address behind the question mark, or nothing. */
export function listQuery(address: Partial<ListAddress>): string {
  const { list = {}, columns, person, tab } = address
  const isDefault = !columns || columns.join() === defaultColumns.join()
  return serialize({
    ...Object.fromEntries(keys.map((key) => [names[key], list[key] ?? null])),
    columns: isDefault ? null : columns.join(','),
    person: person ?? null,
    tab: person && tab !== 'proof' ? (tab ?? null) : null,
  })
}

/** The address that says this. */
export const listHref = (brand: string, address: Partial<ListAddress>): string =>
  `/${brand}/subscribers${listQuery(address)}`

/** The filters and the order, without the page of the list: a changed filter starts at the top. */
export function filtersOf({ after: _, before: __, ...filters }: ListSubscribersInput): ListSubscribersInput {
  return filters
}

/** The filters alone. */
export function narrowingOf(list: ListSubscribersInput): ListFilters {
  const { sort: _, ...filters } = filtersOf(list)
  return filters
}

export const hasFilter = (list: ListSubscribersInput): boolean =>
  Object.values(narrowingOf(list)).some((value) => value !== undefined)

/** The names of the filters in the address, for a form that keeps them. */
export const keptFields = (list: ListSubscribersInput, columns: ColumnId[]): Record<string, string> => {
  const query = new URLSearchParams(listQuery({ list: { ...filtersOf(list), search: undefined }, columns }))
  return Object.fromEntries(query)
}
