'use client'

import { Puck } from '@puckeditor/core'
// The library brings its own styles otherwise, and with them a font from another website.
import '@puckeditor/core/no-external.css'
import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { Bench } from './bench'
import { makeConfig } from './canvas/config'
import { isSame, toContent, toData } from './canvas/data'
import { CanvasFrame } from './canvas/frame'
import { signStyles } from './canvas/style-nonce'
import type { EditorProps } from './editor-props'
import { useDraft } from './use-draft'

/** The frame gets the page's own sheet, and nothing of ours. */
const frame = { enabled: true, syncHostStyles: false, waitForStyles: false }
/** The first block is chosen, so that there is something to change at once. */
const firstChosen = { itemSelector: { index: 0, zone: 'root:default-zone' } }
const overrides = { iframe: CanvasFrame }

/** The page being edited, with its history in the editor's library and its draft on the server. */
export function Workbench(props: EditorProps) {
  const { brand, page, mayWrite } = props
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  useState(() => signStyles(document))
  const { name, slug, content } = page
  const draft = useDraft({
    brand,
    pageId: page.id,
    revision: page.revision,
    initial: { name, slug, content },
  })
  const [data] = useState(() => toData(content))
  const last = useRef(content)
  const config = useMemo(() => makeConfig((type) => t(`blocks.${type}`), mayWrite), [t, mayWrite])
  const dictionary = useMemo(
    () => ({ 'action-duplicate': b('duplicate'), 'action-delete': b('delete') }),
    [b],
  )
  return (
    <div className="contents [--puck-font-family:var(--font-sans)]">
      <Puck
        config={config}
        data={data}
        ui={firstChosen}
        iframe={frame}
        overrides={overrides}
        dictionary={dictionary}
        onChange={(next) => {
          const content = toContent(next)
          // The library also speaks up when nothing was changed.
          if (isSame(content, last.current)) return
          last.current = content
          draft.change({ content })
        }}
      >
        <Bench {...props} draft={draft} />
      </Puck>
    </div>
  )
}
