import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { getFileStore } from '../../../platform/files/store'
import { checkLook } from '../design/rules'
import { lookSchema } from '../design/schema'
import { brandLogo } from '../files/logo'
import { keepFile, type Outcome, unreadCodes, type Work } from './outcome'
import { openThread } from './threads'

/** Bytes that come by and by, for who takes them by and by. */
function makeQueue() {
  const waiting: Uint8Array[] = []
  let wake: () => void = () => undefined
  let isOver = false
  return {
    push(bytes: Uint8Array) {
      waiting.push(bytes)
      wake()
    },
    end() {
      isOver = true
      wake()
    },
    async *read(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const next = waiting.shift()
        if (next) yield next
        else if (isOver) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    },
  }
}

/** Packs all codes of a batch as single files, and keeps the archive while it is being packed; it goes again when a code was not read back. */
export async function runZip(ctx: BrandContext, { print, codes, progress }: Work): Promise<Outcome> {
  const look = lookSchema.parse(print.look)
  if (checkLook(look, codes[0]?.link ?? '').broken.length > 0) return { problem: 'unsafe' }
  const logo = look.logo ? await brandLogo(await getBrand(ctx)) : undefined
  const thread = openThread()
  const queue = makeQueue()
  let byteSize = 0
  progress.begin('checking')
  try {
    const keeping = keepFile(print, 'zip', queue.read())
    const packing = thread
      .run(
        {
          kind: 'zip',
          job: {
            codes: codes.map(({ link, label, note, code }) => ({ link, label, note, code })),
            look,
            logo,
          },
        },
        {
          onCodes: progress.add,
          onBytes: (bytes) => {
            byteSize += bytes.byteLength
            queue.push(bytes)
          },
        },
      )
      .finally(() => queue.end())
    const [fileKey, { unread }] = await Promise.all([keeping, packing])
    if (unread.length === 0) return { fileKey, byteSize, pages: 0 }
    await getFileStore().remove(fileKey)
    return unreadCodes(unread)
  } finally {
    await thread.close()
  }
}
