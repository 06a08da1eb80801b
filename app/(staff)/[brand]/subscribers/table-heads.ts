import type { getTranslations } from 'next-intl/server'
import type { AttributeDefinition } from '@/core/subscribers/segments/queries'
import type { SavedView } from '@/core/subscribers/views'
import { type ListAddress, listHref, listQuery, readAddress } from './address'
import { type ColumnId, knownColumns } from './columns'
import type { SortLink } from './people-table'

type Words = Awaited<ReturnType<typeof getTranslations<'subscribers'>>>
type Here = Pick<ListAddress, 'list' | 'columns'>

function labelOf(t: Words, column: ColumnId, attributes: AttributeDefinition[]): string {
  if (!column.startsWith('attribute:')) return t(`columns.${column}`)
  const key = column.slice('attribute:'.length)
  return attributes.find((one) => one.key === key)?.label ?? key
}

/** What stands above the columns. The consent of one topic says which. */
export function readHeaders(
  t: Words,
  columns: ColumnId[],
  { topicName, attributes }: { topicName: string | undefined; attributes: AttributeDefinition[] },
): Partial<Record<ColumnId, string>> {
  return Object.fromEntries(
    columns.map((column) => [
      column,
      column === 'consent' && topicName
        ? t('consentFor', { topic: topicName })
        : labelOf(t, column, attributes),
    ]),
  )
}

/** The orders a list can have, each heading turning its own: dates begin with the latest, names with the first. */
export function readSorts(brand: string, here: Here): Partial<Record<ColumnId | 'name', SortLink>> {
  const { sort = '-joined' } = here.list
  const link = (key: 'name' | 'joined' | 'message', firstDown: boolean): SortLink => {
    const isMine = sort === key || sort === `-${key}`
    const isDown = sort.startsWith('-')
    const down = isMine ? !isDown : firstDown
    return {
      href: listHref(brand, { ...here, list: { ...here.list, sort: down ? `-${key}` : key } }),
      direction: isMine ? (isDown ? 'descending' : 'ascending') : null,
    }
  }
  return { name: link('name', false), joined: link('joined', true), message: link('message', true) }
}

/** Saved views in the spelling of today's addresses, and every column with the address that shows or hides it. */
export function readViews(input: {
  t: Words
  brand: string
  views: SavedView[]
  address: Here
  attributes: AttributeDefinition[]
}) {
  const { t, brand, views, address, attributes } = input
  const all: ColumnId[] = [...knownColumns, ...attributes.map(({ key }): ColumnId => `attribute:${key}`)]
  return {
    views: views.map((view) => ({
      ...view,
      query: listQuery(readAddress(Object.fromEntries(new URLSearchParams(view.query)))),
    })),
    columns: all.map((id) => {
      const isShown = address.columns.includes(id)
      const columns = isShown
        ? address.columns.filter((one) => one !== id)
        : all.filter((one) => one === id || address.columns.includes(one))
      return {
        id,
        label: labelOf(t, id, attributes),
        isShown,
        href: listHref(brand, { ...address, columns }),
      }
    }),
  }
}
