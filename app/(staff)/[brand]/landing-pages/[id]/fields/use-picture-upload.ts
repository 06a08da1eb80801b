'use client'

import { useState } from 'react'
import { z } from 'zod'
import { type ErrorCode, errorCodes } from '@/core/platform/errors'
import { maxPictureBytes } from '@/core/sources/pictures/rules'
import type { ChosenPicture } from '@/core/sources/pictures/schema'

const refusal = z.object({ code: z.enum(errorCodes) })

/** Sends a picture to the brand's library. One that is too large is told at once, without sending it. */
export function usePictureUpload(brand: string, onDone: (picture: ChosenPicture) => void) {
  const [isUploading, setUploading] = useState(false)
  const [problem, setProblem] = useState<ErrorCode>()
  const upload = async (file: File) => {
    if (file.size > maxPictureBytes) {
      setProblem('picture-too-large')
      return
    }
    setProblem(undefined)
    setUploading(true)
    try {
      const answer = await fetch(`/${brand}/pictures`, {
        method: 'POST',
        body: file,
        headers: { 'x-file-name': encodeURIComponent(file.name) },
      })
      const body: unknown = await answer.json().catch(() => undefined)
      if (answer.ok) onDone(body as ChosenPicture)
      else setProblem(refusal.safeParse(body).data?.code ?? 'unavailable')
    } catch {
      setProblem('unavailable')
    }
    setUploading(false)
  }
  return { upload, isUploading, problem }
}
