/** One asked-for field with what was asked of it: `analytics.start(1).end(2)` has `start` and `end`. */
export type Field = { name: string; asked: Record<string, string> }

/** Cuts at commas that stand outside brackets. */
function split(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (letter === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}

/** The `fields` of an address. */
export function readFields(address: URL): Field[] {
  return split(address.searchParams.get('fields') ?? '').map((part) => {
    const name = /^[a-z_]+/.exec(part)?.[0] ?? part
    const asked = [...part.slice(name.length).matchAll(/\.([a-z_]+)\(([^)]*)\)/g)]
    return { name, asked: Object.fromEntries(asked.map((match) => [match[1] ?? '', match[2] ?? ''])) }
  })
}

export const namesOf = (fields: readonly Field[]): string[] => fields.map((field) => field.name)

/** `id` and the asked-for fields of an object, or the usual ones when none were asked for. */
export const pickFields = (
  all: Record<string, unknown>,
  fields: readonly string[],
  usual: readonly string[],
): Record<string, unknown> =>
  Object.fromEntries(
    [...(fields.length > 0 ? fields : usual), 'id']
      .filter((field) => all[field] !== undefined)
      .map((field) => [field, all[field]]),
  )

/** A list such as `a,b` or `["a","b"]`; undefined when nothing was given. */
export const commaList = (value: string | null | undefined): string[] | undefined =>
  value
    ?.replace(/[[\]"' ]/g, '')
    .split(',')
    .filter(Boolean)
