/** What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection). */
const startsFormula = /^[=+\-@\t\r＝＋－＠]/

/** A number of a telephone or an amount begins with a sign and is no formula. */
const isNumber = /^[+-]?\d+([.,]\d+)?$/

/**
 * A cell that no spreadsheet runs: what looks like a formula gets an apostrophe in front, which spreadsheets show as text.
 * Plain numbers (`+31612345678`, `-5`) stay as they are.
 */
export function safeCell(value: string): string {
  return startsFormula.test(value) && !isNumber.test(value) ? `'${value}` : value
}

/** One line of CSV (RFC 4180), every cell safe, quoted where it has to be. Null and undefined are empty. */
export function csvLine(cells: readonly (string | number | null | undefined)[], delimiter = ','): string {
  const line = cells.map((cell) => {
    const text = safeCell(String(cell ?? ''))
    return /[",;\t\r\n]/.test(text) || text.includes(delimiter) || text !== text.trim()
      ? `"${text.replaceAll('"', '""')}"`
      : text
  })
  return `${line.join(delimiter)}\r\n`
}

/** What Excel needs in front to read UTF-8. */
export const byteOrderMark = '\uFEFF'
