/** So many codes at once: a list as shop software exports it. */
export const maxCodes = 20_000
const maxLength = 40

export type ReadCodes = {
  /** Each once, in the order of the list. */
  codes: string[]
  /** How often a code stood there again. */
  doubled: number
  /** Lines that are no code: too long, or with a gap in them. */
  unreadable: string[]
}

/** Reads codes as people paste them: one a line, or parted by commas or semicolons, perhaps in quotes. */
export function readCodes(text: string): ReadCodes {
  const seen = new Set<string>()
  const unreadable: string[] = []
  let doubled = 0
  for (const part of text.split(/[\r\n,;\t]+/)) {
    const code = part
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim()
    if (code === '') continue
    if (code.length > maxLength || !/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u.test(code))
      unreadable.push(code.slice(0, 60))
    else if (seen.has(code)) doubled += 1
    else seen.add(code)
  }
  return { codes: [...seen], doubled, unreadable }
}
