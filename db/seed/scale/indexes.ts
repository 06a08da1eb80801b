import type postgres from 'postgres'

export type Load = { sql: postgres.TransactionSql; say: (words: string) => void }

const tables = [
  'subscribers',
  'subscriber_keys',
  'consent_events',
  'consent_evidence',
  'consent_states',
  'messages',
]

/**
 * Takes the indexes away that no key needs, does the work and makes them again in one go, which is several times
 * quicker than one entry at a time. All in the caller's transaction: nobody sees the tables without them, and a work
 * that fails leaves them as they were. Where the role may, triggers and foreign keys rest meanwhile: what is written
 * here points at what was written before it.
 */
export async function withoutIndexes(
  sql: postgres.TransactionSql,
  say: (words: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relname = any(${tables}) and t.relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conindid = i.indexrelid)`
  const [role] = await sql<
    { rolsuper: boolean }[]
  >`select rolsuper from pg_roles where rolname = current_user`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  if (role?.rolsuper) await sql`set local session_replication_role = replica`
  await work()
  if (role?.rolsuper) await sql`set local session_replication_role = origin`
  await sql`set local maintenance_work_mem = '512MB'`
  for (const [i, { definition }] of indexes.entries()) {
    say(`index ${i + 1} of ${indexes.length}`)
    await sql.unsafe(definition)
  }
}
