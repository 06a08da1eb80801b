'use client'

import { useEffect, useRef } from 'react'

/**
 * Calls `show` when a frame's own document is there, also when that was before React was: a frame from the server
 * has loaded by then.
 */
export function useFrameLoad(show: (frame: HTMLIFrameElement) => void) {
  const ref = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const frame = ref.current
    if (!frame) return
    const load = () => show(frame)
    const { contentDocument } = frame
    if (contentDocument?.URL === 'about:srcdoc' && contentDocument.readyState === 'complete') load()
    frame.addEventListener('load', load)
    return () => frame.removeEventListener('load', load)
  }, [show])
  return ref
}
