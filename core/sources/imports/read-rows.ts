import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import readSheets from 'read-excel-file/node'
import type { FileProblem } from './sniff'

/** A spreadsheet is unpacked in memory, which takes about ten times its size: beyond this, CSV it is. In bytes. */
export const maxXlsxBytes = 12 * 1024 * 1024

/** A file that turned out to be unreadable while it was read. `message` is the problem's code. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  constructor(
    readonly problem: FileProblem,
    options?: { cause?: unknown },
  ) {
    super(problem, options)
  }
}

export type FileShape = { format: 'xlsx' } | { format: 'csv'; encoding: string; delimiter: string }

/** One row as it stands in the file. */
export type FileRow = { rowNumber: number; cells: string[] }

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/**
 * The rows of a file, the header first, empty ones left out. A CSV is read as it streams in, whatever its size.
 * @throws UnreadableFile
 */
export async function* readRows(parts: AsyncIterable<Buffer>, shape: FileShape): AsyncGenerator<FileRow> {
  if (shape.format === 'xlsx') {
    yield* readSpreadsheet(parts)
    return
  }
  const parser = parse({
    delimiter: shape.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 256 * 1024,
  })
  // Errors of either side end the iteration below; the promise only has to be heard.
  const feeding = pipeline(Readable.from(decode(parts, shape.encoding)), parser).catch(() => undefined)
  let rowNumber = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNumber += 1
      if (!isEmpty(cells)) yield { rowNumber, cells }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    if (error instanceof CsvError) {
      const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      throw new UnreadableFile(isOpen ? 'file-open-quote' : 'file-unreadable', { cause: error })
    }
    throw error
  } finally {
    parser.destroy()
    await feeding
  }
}

/** Text as it comes in. UTF-8 is read strictly: a stray byte means that the file is something else. */
async function* decode(parts: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
  const read = (bytes?: Buffer) => {
    try {
      // NUL is no letter in any of these, and PostgreSQL cannot keep it.
      return (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()).replaceAll('\0', '')
    } catch (error) {
      throw new UnreadableFile('file-encoding', { cause: error })
    }
  }
  for await (const bytes of parts) yield read(bytes)
  yield read()
}

async function* readSpreadsheet(parts: AsyncIterable<Buffer>): AsyncGenerator<FileRow> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const bytes of parts) {
    size += bytes.byteLength
    if (size > maxXlsxBytes) throw new UnreadableFile('file-too-large-xlsx')
    chunks.push(bytes)
  }
  const sheets = await readSheets(Buffer.concat(chunks)).catch((error: unknown) => {
    throw new UnreadableFile('file-unreadable', { cause: error })
  })
  const rows = sheets[0]?.data ?? []
  for (const [index, row] of rows.entries()) {
    const cells = row.map(cellText)
    if (!isEmpty(cells)) yield { rowNumber: index + 1, cells }
  }
}

/** A cell as a person would write it. Excel keeps telephone numbers as numbers: 31612345678 must not become 3.16e10. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  if (typeof value === 'number')
    return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 10 })
  return String(value)
}
