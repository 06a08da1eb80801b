/** A piece of a message as WhatsApp draws it. `variable` names the placeholder that the text came from. */
export type TextRun = {
  text: string
  bold?: true
  italic?: true
  strike?: true
  mono?: true
  variable?: string
}

type Style = 'bold' | 'italic' | 'strike' | 'mono'

/** Where the text came from a placeholder; `end` is the index after its last character. */
export type FilledRange = { start: number; end: number; key: string }

type StyledRange = { start: number; end: number; style: Style; markLength: number }

/** WhatsApp's marks: `*bold*`, `_italic_`, `~struck~`, and three backticks. They touch the words they mark. */
const marks: { style: Style; pattern: RegExp; markLength: number }[] = [
  { style: 'mono', pattern: /```([\s\S]+?)```/g, markLength: 3 },
  { style: 'bold', pattern: /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/gu, markLength: 1 },
  { style: 'italic', pattern: /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}_])/gu, markLength: 1 },
  { style: 'strike', pattern: /(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*[^~\s])~(?![\p{L}\p{N}~])/gu, markLength: 1 },
]

function findStyles(text: string): StyledRange[] {
  const found: StyledRange[] = []
  const inMono = (start: number) =>
    found.some((one) => one.style === 'mono' && start >= one.start && start < one.end)
  for (const { style, pattern, markLength } of marks) {
    for (const match of text.matchAll(pattern)) {
      if (inMono(match.index)) continue
      found.push({ start: match.index, end: match.index + match[0].length, style, markLength })
    }
  }
  return found
}

/** Cuts a filled text into runs of one look each, without WhatsApp's marks. Never makes markup: runs hold plain text. */
export function toRuns(text: string, filled: readonly FilledRange[] = []): TextRun[] {
  const styles = findStyles(text)
  const isMark = new Set<number>()
  for (const { start, end, markLength } of styles) {
    for (let at = 0; at < markLength; at++) isMark.add(start + at).add(end - 1 - at)
  }
  const runs: TextRun[] = []
  let lookBefore = ''
  for (let at = 0; at < text.length; at++) {
    if (isMark.has(at)) continue
    const here = styles.filter(({ start, end }) => at >= start && at < end).map(({ style }) => style)
    const range = filled.findIndex(({ start, end }) => at >= start && at < end)
    const look = `${[...new Set(here)].sort().join(' ')}|${range}`
    const last = runs.at(-1)
    if (last && look === lookBefore) {
      last.text += text[at]
      continue
    }
    const run: TextRun = { text: text[at] as string }
    for (const style of here) run[style] = true
    const variable = filled[range]?.key
    if (variable !== undefined) run.variable = variable
    runs.push(run)
    lookBefore = look
  }
  return runs
}
