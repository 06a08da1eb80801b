'use client'

import { useRef, useState } from 'react'
import type { Problem } from '@/components/ui/problem'
import { finishUploadAction, startUploadAction } from '../actions'

export type Upload =
  | { state: 'idle' }
  | { state: 'sending'; sent: number; size: number; retrying: boolean }
  | { state: 'failed'; problem: Problem }

const tries = 6

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends one part; a line that breaks is tried again, more slowly each time. */
async function sendPart(url: string, body: Blob, onRetry: () => void): Promise<Problem | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(url, { method: 'PUT', body })
      if (answer.ok) return null
      if (answer.status < 500 || attempt === tries) {
        const said = (await answer.json().catch(() => null)) as Problem | null
        return said ?? { code: answer.status === 401 ? 'not-signed-in' : 'unavailable' }
      }
    } catch {
      // No line. Parts that arrived stay; only this one goes again.
      if (attempt === tries) return { code: 'upload-incomplete' }
    }
    onRetry()
    await sleep(500 * 2 ** attempt)
  }
}

/** Sends a file in parts, and has it looked into. `onDone` gets the import, also of a file that cannot be read. */
export function useUpload(brand: string, onDone: (importId: string) => void) {
  const [upload, setUpload] = useState<Upload>({ state: 'idle' })
  const isBusy = useRef(false)

  async function send(file: File): Promise<Problem | null> {
    const size = file.size
    setUpload({ state: 'sending', sent: 0, size, retrying: false })
    const begun = await startUploadAction({ brand, fileName: file.name, byteSize: size })
    if (!begun?.data) {
      const [code] = Object.values(begun?.validationErrors?.fieldErrors ?? {}).flat()
      return begun?.serverError ?? { code: code ?? 'unavailable' }
    }
    const { importId, partBytes } = begun.data
    for (let part = 0; part * partBytes < size; part += 1) {
      const bytes = file.slice(part * partBytes, (part + 1) * partBytes)
      const sent = part * partBytes
      const url = `/${brand}/subscribers/imports/${importId}/parts/${part}`
      const problem = await sendPart(url, bytes, () =>
        setUpload({ state: 'sending', sent, size, retrying: true }),
      )
      if (problem) return problem
      setUpload({ state: 'sending', sent: sent + bytes.size, size, retrying: false })
    }
    const finished = await finishUploadAction({ brand, importId })
    if (!finished?.data) return finished?.serverError ?? { code: 'unavailable' }
    onDone(importId)
    return null
  }

  async function start(file: File): Promise<void> {
    if (isBusy.current) return
    isBusy.current = true
    const problem = await send(file).catch((): Problem => ({ code: 'upload-incomplete' }))
    isBusy.current = false
    if (problem) setUpload({ state: 'failed', problem })
  }
  return { upload, start }
}
