import type { PrintProblem } from '@/db/states'
import { getFileStore } from '../../../platform/files/store'
import type { FileBody } from '../../../platform/files/types'
import type { QrCodeView } from '../code-rows'
import type { Print, Progress } from './progress'

export type Work = { print: Print; codes: QrCodeView[]; progress: Progress }

/** A file, or why there is none. */
export type Outcome =
  | { problem: PrintProblem; unread?: string[] }
  | { fileKey: string; byteSize: number; pages: number }

/** So many of the codes that could not be read are named. */
const named = 100
export const unreadCodes = (labels: string[]): Outcome => ({
  problem: 'unread',
  unread: labels.slice(0, named),
})

const types = { pdf: 'application/pdf', zip: 'application/zip' }

/** Keeps a file under the print's own key. */
export async function keepFile(print: Print, ending: keyof typeof types, body: FileBody): Promise<string> {
  const key = `prints/${print.id}.${ending}`
  await getFileStore().put(key, body, types[ending])
  return key
}
