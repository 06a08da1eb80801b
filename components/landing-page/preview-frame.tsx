'use client'

import { type MouseEvent, useCallback, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import { FormPage } from './pages'
import { sidePlace } from './side'
import { pageStyles } from './styles'
import { useFrameLoad } from './use-frame-load'

const empty =
  '<!doctype html><html><head><meta name="viewport" content="width=device-width"></head><body></body></html>'

/** A document of its own for the page's components, with the sheet put in by script: the policy forbids style elements. */
function useFrameDocument(styles: string) {
  const [body, setBody] = useState<HTMLElement>()
  const ref = useFrameLoad(useCallback((frame) => setBody(frame.contentDocument?.body), []))
  useEffect(() => {
    const frame = body?.ownerDocument.defaultView
    if (!body || !frame) return
    const sheet = new frame.CSSStyleSheet()
    sheet.replaceSync(
      `${styles} [data-chosen]{outline:2px solid #144dbd;outline-offset:-2px} [data-block]{cursor:pointer}`,
    )
    body.ownerDocument.adoptedStyleSheets = [sheet]
  }, [body, styles])
  return { body, ref }
}

type PreviewFrameProps = {
  page: RenderInput
  title: string
  className?: string
  chosenId?: string
  /** A block was pressed in the preview. */
  onChoose?: (blockId: string) => void
}

/** The page itself, by the components that publish it, in a frame. Nothing in it can be sent or followed. */
export function PreviewFrame({ page, title, className, chosenId, onChoose }: PreviewFrameProps) {
  const { body, ref } = useFrameDocument(pageStyles(page.brand.theme, sidePlace(page.content.content)))
  useEffect(() => {
    for (const block of body?.querySelectorAll<HTMLElement>('[data-block]') ?? []) {
      const isChosen = block.dataset.block === chosenId
      block.toggleAttribute('data-chosen', isChosen)
      if (isChosen) block.scrollIntoView({ block: 'nearest' })
    }
  }, [body, chosenId])
  useEffect(() => {
    if (body) body.ownerDocument.documentElement.lang = page.language
  }, [body, page.language])

  const press = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as Element
    if (!target.closest('summary')) event.preventDefault()
    const id = target.closest<HTMLElement>('[data-block]')?.dataset.block
    if (id) onChoose?.(id)
  }
  return (
    <iframe ref={ref} title={title} srcDoc={empty} sandbox="allow-same-origin" className={className}>
      {body &&
        createPortal(
          <div style={{ display: 'contents' }} onClickCapture={press}>
            <FormPage page={page} />
          </div>,
          body,
        )}
    </iframe>
  )
}
