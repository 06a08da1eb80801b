import type postgres from 'postgres'

/** So often a text has to come before it is prepared, and so many texts a process prepares at the most. */
const often = 3
const most = 500
/** A list of a thousand rows is seldom as long twice. In characters. */
const longest = 4_000
/**
 * A prepared statement may get one plan for all its parameters. That is right for what writes, and for what reads by key, as
 * the query builder asks it. How a list of a million people is best read depends on what is asked (decision 13).
 */
const plain = /^\s*(insert|update|delete)\b|^select "(?![\s\S]*\blimit\b)/i

const prepared = new Set<string>()
let seen = new Map<string, number>()

function comesAgain(text: string): boolean {
  if (prepared.has(text)) return true
  if (text.length > longest || prepared.size >= most || !plain.test(text)) return false
  const times = (seen.get(text) ?? 0) + 1
  if (times >= often) {
    seen.delete(text)
    prepared.add(text)
    return true
  }
  // Texts that came once or twice are forgotten together, so that what never comes again takes no room.
  if (seen.size >= 2_000) seen = new Map()
  seen.set(text, times)
  return false
}

/**
 * Lets PostgreSQL keep what it understood of statements that come again. An unprepared one is sent twice over, first to ask
 * for the types of its parameters, and nothing can be sent behind it meanwhile; a prepared one goes in one go, and those
 * that a transaction sends together travel together. Off with `?prepare=false` in DATABASE_URL, for a pooler that mixes connections.
 */
export function preparing<T extends postgres.Sql | postgres.TransactionSql>(sql: T): T {
  return new Proxy(sql, {
    get(target, key) {
      if (key === 'unsafe') {
        return (text: string, values?: never[], options?: postgres.UnsafeQueryOptions) =>
          target.unsafe(
            text,
            values,
            values && values.length > 0 && comesAgain(text) ? { ...options, prepare: true } : options,
          )
      }
      if (key === 'begin' && 'begin' in target) {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          target.begin((inner) => work(preparing(inner)))
      }
      if (key === 'savepoint' && 'savepoint' in target) {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          target.savepoint((inner) => work(preparing(inner)))
      }
      return Reflect.get(target, key) as unknown
    },
  })
}
