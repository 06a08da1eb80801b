import type postgres from 'postgres'

/** The name of a job, as it stands in its statement. */
const refreshJob = 'refresh-roll-ups' as never

/**
 * The same connections, made for a story of a hundred thousand statements: each is prepared once and then only
 * filled, and a transaction inside another is part of it instead of a savepoint, because a story that goes wrong is
 * not told on. Five thousand requests to refresh the roll-ups are left out: they are made once, at the end. The
 * product prepares only what comes again and keeps its savepoints, since it goes on after errors.
 */
export function prepared<T extends postgres.Sql | postgres.TransactionSql>(sql: T): T {
  return new Proxy(sql, {
    get(target, key) {
      if (key === 'unsafe') {
        return (query: string, values?: never[], options?: postgres.UnsafeQueryOptions) =>
          values?.includes(refreshJob)
            ? Promise.resolve([])
            : target.unsafe(query, values, { ...options, prepare: true })
      }
      if (key === 'begin' && 'begin' in target) {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          target.begin((inner) => work(prepared(inner)))
      }
      if (key === 'savepoint') return async (work: (inner: T) => unknown) => work(prepared(target))
      return Reflect.get(target, key) as unknown
    },
  })
}
