import type postgres from 'postgres'

/**
 * An open transaction in the place of its connection: what commands do in transactions of their own becomes part of it.
 * Only for a load that is given up as a whole when anything in it fails.
 */
export function joined(root: postgres.Sql, transaction: postgres.TransactionSql): postgres.Sql {
  const client: postgres.Sql = new Proxy(root, {
    get(target, key) {
      if (key === 'begin' || key === 'savepoint')
        return async (work: (sql: postgres.Sql) => unknown) => work(client)
      return Reflect.get(key in transaction ? transaction : target, key) as unknown
    },
    apply: (_, __, args) => Reflect.apply(transaction, undefined, args) as unknown,
  })
  return client
}
