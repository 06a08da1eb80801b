'use client'

import { type SyntheticEvent, useCallback } from 'react'

const empty = '<!doctype html><html><head></head><body></body></html>'
const marks = /\uE000[a-z-]+\uE001/g

/**
 * A stored page, shown as it was served but for the places that were filled in. Its own style element is taken over
 * as a sheet, because this page's policy forbids style elements in frames too. No script can run in it.
 */
export function StoredFrame({ html, title, className }: { html: string; title: string; className?: string }) {
  const show = useCallback(
    (event: SyntheticEvent<HTMLIFrameElement>) => {
      const inside = event.currentTarget.contentDocument
      const view = event.currentTarget.contentWindow as (Window & typeof globalThis) | null
      if (!inside || !view) return
      const stored = new DOMParser().parseFromString(html.replace(marks, ''), 'text/html')
      const sheet = new view.CSSStyleSheet()
      sheet.replaceSync(stored.querySelector('style')?.textContent ?? '')
      inside.adoptedStyleSheets = [sheet]
      inside.documentElement.lang = stored.documentElement.lang
      for (const link of stored.querySelectorAll('a')) link.removeAttribute('href')
      inside.body.replaceChildren(...stored.body.childNodes)
      inside.addEventListener('submit', (submit) => submit.preventDefault())
    },
    [html],
  )
  return <iframe key={html} title={title} srcDoc={empty} onLoad={show} sandbox="allow-same-origin" className={className} />
}
