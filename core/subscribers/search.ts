import { type SQL, sql } from 'drizzle-orm'

/** A name as `subscribers.name_key` keeps it: no capitals, no accents. */
export const nameKeyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Digits alone, in any notation, may be part of a number; all else is part of a name. */
const digitsOf = (search: string) =>
  /^[\d\s()+./-]+$/.test(search) ? search.replace(/\D/g, '').replace(/^0+/, '') : ''

/** Whether only a name or a username can match. */
export const isOfName = (search: string): boolean => digitsOf(search).length < 2

/** As `subscribers.name_key` has it: who has neither name nor username stands behind all who have. */
export const hasName = sql`subscribers.name_key < chr(1114109)`

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
  if (isOfName(search)) return named
  const numbered = sql`${sql.raw(`${people}.phone_e164`)} like ${`%${digitsOf(search)}%`}`
  return key.length < 3 ? numbered : sql`(${named} or ${numbered})`
}
