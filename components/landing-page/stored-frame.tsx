'use client'

import { useCallback } from 'react'
import { useFrameLoad } from './use-frame-load'

const empty = '<!doctype html><html><head></head><body></body></html>'
const marks = /\uE000[a-z0-9_:-]+\uE001/g
/** The one style element of a stored page. Taken out before parsing: a browser reports it even in a parsed document. */
const styleElement = /<style>([^<]*)<\/style>/

/**
 * A stored page, shown as it was served but for the places that were filled in. Its own style element is taken over
 * as a sheet, because this page's policy forbids style elements in frames too. No script can run in it.
 */
export function StoredFrame({ html, title, className }: { html: string; title: string; className?: string }) {
  const show = useCallback(
    (frame: HTMLIFrameElement) => {
      const inside = frame.contentDocument
      const view = frame.contentWindow as (Window & typeof globalThis) | null
      if (!inside || !view) return
      const stored = new DOMParser().parseFromString(
        html.replace(styleElement, '').replace(marks, ''),
        'text/html',
      )
      const sheet = new view.CSSStyleSheet()
      sheet.replaceSync(styleElement.exec(html)?.[1] ?? '')
      inside.adoptedStyleSheets = [sheet]
      inside.documentElement.lang = stored.documentElement.lang
      for (const link of stored.querySelectorAll('a')) link.removeAttribute('href')
      inside.body.replaceChildren(...stored.body.childNodes)
      inside.addEventListener('submit', (submit) => submit.preventDefault())
    },
    [html],
  )
  const ref = useFrameLoad(show)
  return <iframe ref={ref} title={title} srcDoc={empty} sandbox="allow-same-origin" className={className} />
}
