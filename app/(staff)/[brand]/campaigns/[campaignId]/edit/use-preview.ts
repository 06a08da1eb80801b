'use client'

import { useEffect, useState } from 'react'
import type { Audience } from '@/core/campaigns/schema'
import { preview } from '../../actions'

type Preview = NonNullable<Awaited<ReturnType<typeof preview>>['data']>

/** Counts the audience again whenever the question changes. Keeps the old figures on screen until the new ones are there. */
export function useAudiencePreview(brand: string, topicId: string, templateId: string, audience: Audience) {
  const [state, setState] = useState<{ preview?: Preview; isCounting: boolean; failed: boolean }>({
    isCounting: true,
    failed: false,
  })
  const asked = JSON.stringify(audience)
  useEffect(() => {
    let isCurrent = true
    setState((before) => ({ ...before, isCounting: true }))
    preview({ brand, topicId, templateId, audience: JSON.parse(asked) }).then((result) => {
      if (!isCurrent) return
      setState((before) => ({
        preview: result?.data ?? before.preview,
        isCounting: false,
        failed: !result?.data,
      }))
    })
    return () => {
      isCurrent = false
    }
  }, [brand, topicId, templateId, asked])
  return state
}
