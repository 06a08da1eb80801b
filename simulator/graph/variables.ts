const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g

/** Names (or numbers) of the variables in a text, each once, in order of appearance. */
export const variablesIn = (text: string | undefined): string[] => [
  ...new Set([...(text ?? '').matchAll(placeholder)].map((match) => match[1] ?? '')),
]

/** The text with its variables filled; a variable without a value stays as it is. */
export const fill = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(placeholder, (whole, name: string) => values.get(name) ?? whole)
