import type { Readable } from 'node:stream'
import type { TransactionSql } from 'postgres'
import { leafColumns, leafFields, leafHash, leafTextOf } from '../leaf'

export type ReadEvent = { id: string; seq: number; hash: Buffer; values: (string | null)[] }

const idAt = leafFields.indexOf('id')
const seqAt = leafFields.indexOf('seq')

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** One field of `COPY … TO STDOUT` in text form. */
function readField(field: string): string | null {
  if (!field.includes('\\')) return field
  if (field === '\\N') return null
  return field.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)
}

function readLine(line: string): ReadEvent {
  const values = line.split('\t').map(readField)
  return { id: values[idAt] ?? '', seq: Number(values[seqAt]), hash: leafHash(leafTextOf(values)), values }
}

/**
 * A brand's events in the order of `seq`, as they lie in the database, with their leaf hashes made anew. COPY, because
 * three million rows have to pass within a minute. Read row by row from memory; `fill` waits for more.
 */
export class EventStream {
  private readonly chunks: AsyncIterator<Buffer>
  private rest = Buffer.alloc(0)
  private rows: ReadEvent[] = []
  private at = 0
  count = 0

  private constructor(private readonly readable: Readable) {
    this.chunks = readable[Symbol.asyncIterator]()
  }

  /** @param brandId a UUID of ours: COPY takes no parameters. */
  static async open(sql: TransactionSql, brandId: string): Promise<EventStream> {
    if (!/^[0-9a-f-]{36}$/.test(brandId)) throw new RangeError('not a brand')
    const query = `copy (select ${leafColumns} from consent_events e where e.brand_id = '${brandId}' order by e.seq) to stdout`
    return new EventStream(await sql.unsafe(query).readable())
  }

  /** The next event, when there is one in memory. */
  next(): ReadEvent | undefined {
    const row = this.rows[this.at]
    if (row) this.at += 1
    return row
  }

  /** Reads on. False at the end. */
  async fill(): Promise<boolean> {
    for (;;) {
      const { value, done } = await this.chunks.next()
      if (done) {
        // The driver pauses its socket when the stream is full and resumes it when somebody reads. Where the last rows
        // filled it, nobody reads any more, and the end of the query would never be heard: one more read lets it through.
        this.readable._read(0)
        return false
      }
      const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, value]) : value
      const end = bytes.lastIndexOf(10)
      this.rest = Buffer.from(bytes.subarray(end + 1))
      if (end === -1) continue
      this.rows = bytes.toString('utf8', 0, end).split('\n').map(readLine)
      this.at = 0
      this.count += this.rows.length
      return true
    }
  }
}
