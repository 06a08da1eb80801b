import { type ListSubscribersInput, listSubscribersSchema, personStates } from '@/core/subscribers/schema'

/** Search parameters as Next gives them. */
export type SearchParams = Record<string, string | string[] | undefined>

export type Tab = 'proof' | 'messages'

/** What the address of the list says: the filters, the page, and who is open beside it. */
export type ListAddress = { list: ListSubscribersInput; person: string | null; tab: Tab }

const names = {
  search: 'q',
  state: 'state',
  topicId: 'topic',
  landingPageId: 'page',
  qrCodeId: 'qr',
  after: 'after',
  before: 'before',
} as const satisfies Record<keyof ListSubscribersInput, string>

const keys = Object.keys(names) as (keyof ListSubscribersInput)[]

/** Reads an address. What it cannot read (an old link, a typing error) is as if it were not there. */
export function readAddress(params: SearchParams): ListAddress {
  const one = (name: string) => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value) || undefined
  }
  const list: ListSubscribersInput = {}
  for (const key of keys) {
    const parsed = listSubscribersSchema.partial().safeParse({ [key]: one(names[key]) })
    if (parsed.success && parsed.data[key] !== undefined) Object.assign(list, parsed.data)
  }
  const person = one('person')
  const isId = listSubscribersSchema.shape.topicId.safeParse(person).success
  return {
    list,
    person: person && isId ? person : null,
    tab: one('tab') === 'messages' ? 'messages' : 'proof',
  }
}

/** The address that says this. */
export function listHref(brand: string, address: Partial<ListAddress>): string {
  const query = new URLSearchParams()
  for (const key of keys) {
    const value = address.list?.[key]
    if (value) query.set(names[key], value)
  }
  if (address.person) query.set('person', address.person)
  if (address.person && address.tab === 'messages') query.set('tab', 'messages')
  const said = query.toString()
  return `/${brand}/subscribers${said && `?${said}`}`
}

/** The filters without the page of the list: a changed filter starts at the top. */
export function filtersOf({ after: _, before: __, ...filters }: ListSubscribersInput): ListSubscribersInput {
  return filters
}

export const hasFilter = (list: ListSubscribersInput): boolean =>
  Object.values(filtersOf(list)).some((value) => value !== undefined)

/** The states that the list can be narrowed to, in the order of the choice. */
export const filterStates = personStates
