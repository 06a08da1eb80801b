import { sql } from 'drizzle-orm'
import { Zip, ZipPassThrough } from 'fflate'
import type { BrandContext } from '../../../brands/scope'
import { byteOrderMark, csvLine } from '../../../platform/csv'
import { AppError } from '../../../platform/errors'
import { type QrCodeView, selectCodes } from '../code-rows'
import { drawCodeFile } from '../files/make-file'
import { qrFileName } from '../rules'
import { qrFileInput } from '../schema'
import { chosenFilesInput } from './schema'

const formats = [qrFileInput.parse({ format: 'svg' }), qrFileInput.parse({ format: 'png' })]

/**
 * Packs the codes that are ticked as SVG and PNG, each in its own design and read back before it goes in, with a list of
 * which is which. One that cannot be read back is not packed: the list says so. Bytes leave as they are made; who goes away
 * ends it.
 * @throws AppError `not-found` before the first byte, when one of them is not this brand's
 */
export async function packChosen(
  ctx: BrandContext,
  input: { qrCodeIds: string[] },
): Promise<ReadableStream<Uint8Array>> {
  const ids = [...new Set(chosenFilesInput.parse(input).qrCodeIds)]
  const where = sql`q.id in (${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`
  const codes = await selectCodes(ctx, { where, order: sql`q.label, q.id` })
  if (codes.length < ids.length) throw new AppError('not-found')
  const parts = pack(ctx, codes)
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await parts.return()
    },
  })
}

async function* pack(ctx: BrandContext, codes: readonly QrCodeView[]): AsyncGenerator<Uint8Array, void> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    made.push(bytes)
  })
  const add = (name: string, bytes: Uint8Array) => {
    const entry = new ZipPassThrough(name)
    zip.add(entry)
    entry.push(bytes, true)
  }
  let list = `${byteOrderMark}${csvLine(['place', 'note', 'link', 'file', 'problem'])}`
  for (const code of codes) {
    const files: { name: string; bytes: Uint8Array }[] = []
    let problem = ''
    try {
      for (const asked of formats) {
        const { bytes, name } = await drawCodeFile(ctx, code, asked)
        files.push({ name: `${asked.format}/${name}`, bytes })
      }
      for (const { name, bytes } of files) add(name, bytes)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      problem = error.code
    }
    const file = problem === '' ? qrFileName(code.label, code.code) : ''
    list += csvLine([code.label, code.note, code.link, file, problem])
    yield* made.splice(0)
  }
  add('codes.csv', Buffer.from(list))
  zip.end()
  yield* made.splice(0)
}
