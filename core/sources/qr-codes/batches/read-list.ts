import { parse } from 'csv-parse/sync'
import { AppError } from '../../../platform/errors'
import { mostRows } from './schema'

const delimiters = ['\t', ';', ','] as const

/** The separator of a list: what stands in most of its first lines, tabs before all, as spreadsheets paste them. A list of places alone has none. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, 20).filter((line) => line.trim() !== '')
  const share = (delimiter: string) => lines.filter((line) => line.includes(delimiter)).length / lines.length
  return delimiters.find((delimiter) => share(delimiter) > 0.5) ?? '\t'
}

/**
 * Reads a list of places: one a line, or columns from a spreadsheet (RFC 4180 with comma, semicolon or tab). Empty lines are left out
 * at the end only, so that rows keep the numbers that the spreadsheet gives them.
 * @throws AppError `list-empty`, `qr-list-too-long`, `file-unreadable`
 */
export function readList(text: string): string[][] {
  const whole = text.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '')
  if (whole.trim() === '') throw new AppError('list-empty', { field: 'text' })
  let rows: string[][]
  try {
    rows = parse(whole, { delimiter: delimiterOf(whole), relaxColumnCount: true, relaxQuotes: true })
  } catch (error) {
    throw new AppError('file-unreadable', { field: 'text', cause: error })
  }
  // One more for the head.
  if (rows.length > mostRows + 1) {
    throw new AppError('qr-list-too-long', { field: 'text', params: { rows: rows.length, most: mostRows } })
  }
  return rows
}
