import { type Database, getDatabase } from '@/db/client'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { checkReceipt } from '../../consent/receipts/check'
import { isPdf, readAttachedReceipt } from '../../consent/receipts/pdf/attached'
import { receiptSchema } from '../../consent/receipts/schema'
import { clientNetwork } from '../../platform/client-address'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { publicLanguageFor } from '../public/language'
import { respondHtml } from '../public/respond'
import { formPage, resultPage, verifySheetHash } from './page'

/** A receipt of a long history with all its evidence stays far below. */
export const maxReceiptBytes = 4 * 1024 * 1024

/** GET shows the form, POST checks a receipt. Nothing of what is brought is kept or logged. */
export async function handleVerify(request: Request, deps: { database?: Database } = {}): Promise<Response> {
  const { database = getDatabase() } = deps
  const language = languageIn(request)
  const respond = (body: string, status = 200, headers?: Record<string, string>) =>
    respondHtml({ request, body, styleHash: verifySheetHash, status, headers })
  try {
    if (request.method === 'GET' || request.method === 'HEAD') return respond(formPage(language))
    if (request.method !== 'POST') return respond(formPage(language), 405, { allow: 'GET, HEAD, POST' })
    const limit = await takeFrom('verify', clientNetwork(request.headers), database)
    if (!limit.allowed) return respond(formPage(language, 'tooMany'), 429)
    const brought = await readBrought(request)
    if (brought === 'tooLarge') return respond(formPage(language, 'tooLarge'), 413)
    const receipt = readReceipt(brought)
    if (!receipt) return respond(formPage(language, 'unreadable'), 422)
    return respond(resultPage(language, await checkReceipt(database.db, receipt)))
  } catch (error) {
    getLog('verify').error({ err: error }, 'a receipt could not be checked')
    return respond(formPage(language, 'unavailable'), 503)
  }
}

function languageIn(request: Request): PublicLanguage {
  const chosen = new URL(request.url).searchParams.get('lang')
  return publicLanguages.find((known) => known === chosen) ?? publicLanguageFor(request)
}

/** The text of the file, or of the field where no file was chosen. */
async function readBrought(request: Request): Promise<string | 'tooLarge'> {
  if (Number(request.headers.get('content-length') ?? 0) > maxReceiptBytes) return 'tooLarge'
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('application/json')) return await request.text()
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return ''
  const fields = await request.formData().catch(() => undefined)
  const file = fields?.get('file')
  const text = fields?.get('text')
  if (file instanceof File && file.size > maxReceiptBytes) return 'tooLarge'
  const brought = file instanceof File && file.size > 0 ? await readFile(file) : String(text ?? '')
  return brought.length > maxReceiptBytes ? 'tooLarge' : brought
}

/** A PDF carries its receipt inside. */
async function readFile(file: File): Promise<string> {
  const bytes = Buffer.from(await file.arrayBuffer())
  return isPdf(bytes) ? (readAttachedReceipt(bytes) ?? '') : bytes.toString('utf8')
}

function readReceipt(text: string) {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // What is no JSON is no receipt; the person is told so.
    return undefined
  }
  return receiptSchema.safeParse(json).data
}
