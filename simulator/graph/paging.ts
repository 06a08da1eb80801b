import { GraphError } from './errors'

const cursorOf = (position: number) => Buffer.from(String(position)).toString('base64url')

function positionIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const position = Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isSafeInteger(position)) throw new GraphError(100, 'The cursor is not valid.')
  return position
}

type Page<Item> = {
  items: Item[]
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string }
}

/** One page of `all` (ordered by `seq`) for the `limit`, `after` and `before` of the address. */
export function pageOf<Item extends { seq: number }>(all: Item[], address: URL, usual = 25): Page<Item> {
  const limit = Number(address.searchParams.get('limit') ?? usual)
  if (!Number.isInteger(limit) || limit < 1)
    throw new GraphError(100, 'limit must be a positive whole number.')
  const after = positionIn(address.searchParams.get('after') ?? undefined)
  const before = positionIn(address.searchParams.get('before') ?? undefined)
  const rest = all.filter(
    (item) => (after === undefined || item.seq > after) && (before === undefined || item.seq < before),
  )
  const size = Math.min(limit, 1000)
  const items = before !== undefined && after === undefined ? rest.slice(-size) : rest.slice(0, size)
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) return { items }

  const link = (name: 'after' | 'before', cursor: string) => {
    const url = new URL(address)
    url.searchParams.delete('after')
    url.searchParams.delete('before')
    url.searchParams.delete('access_token')
    url.searchParams.set(name, cursor)
    return url.href
  }
  const cursors = { before: cursorOf(first.seq), after: cursorOf(last.seq) }
  return {
    items,
    paging: {
      cursors,
      ...((all.at(-1)?.seq ?? 0) > last.seq && { next: link('after', cursors.after) }),
      ...((all[0]?.seq ?? 0) < first.seq && { previous: link('before', cursors.before) }),
    },
  }
}
