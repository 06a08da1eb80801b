/** Later than this after its moment a campaign does not start by itself any more: somebody has to look first. */
export const overdueAfterMs = 60 * 60_000

type Variables = Record<string, { from: 'name'; fallback: string } | { from: 'text'; text: string }>

/** The placeholders that would stand empty for somebody: without a text, or without a word for people without a name. */
export function missingVariables(names: readonly string[], variables: Variables): string[] {
  return names.filter((name) => {
    const value = variables[name]
    if (!value) return true
    return (value.from === 'text' ? value.text : value.fallback).trim() === ''
  })
}

/** How a shop would greet them: the first word of their name, or all of it where that is only an initial. */
export function firstName(name: string | null): string {
  const whole = name?.trim() ?? ''
  const first = whole.split(/\s+/)[0] ?? ''
  return /^\p{L}\.?$/u.test(first) ? whole : first
}

/** What stands in each placeholder for one person. */
export function variablesFor(variables: Variables, person: { name: string | null }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      value.from === 'text' ? value.text : firstName(person.name) || value.fallback,
    ]),
  )
}
