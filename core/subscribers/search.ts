import { type SQL, sql } from 'drizzle-orm'

/** A name as `subscribers.name_key` keeps it: no capitals, no accents. */
export const nameKeyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/**
 * Part of a name or username, or part of a number in any notation: `06 1234` finds `+31 6 12 34 …`. One or two letters find the
 * names with a word that begins so: shorter than three the trigram index knows only beginnings.
 * @param people the alias of `subscribers` in the query
 */
export function searchSql(search: string, people = 'subscribers'): SQL {
  const name = sql.raw(`${people}.name_key`)
  const key = nameKeyOf(search.trim().replace(/^@/, ''))
  const username = sql.raw(`${people}.username`)
  const like = escaped(key)
  const begins = sql`(${name} like ${`${like}%`} or ${name} like ${`% ${like}%`} or ${name} like ${`%-${like}%`})`
  const contains = sql`(${name} like ${`%${like}%`} or ${username} ilike ${`%${like}%`})`
  const named = [...key].length < 3 ? begins : contains
  const digits = search.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length < 2 || !/^[\d\s()+./-]+$/.test(search)) return named
  const numbered = sql`${sql.raw(`${people}.phone_e164`)} like ${`%${digits}%`}`
  return key.length < 3 ? numbered : sql`(${named} or ${numbered})`
}
