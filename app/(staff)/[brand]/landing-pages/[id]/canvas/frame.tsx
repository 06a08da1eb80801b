import { type ReactNode, useEffect, useMemo } from 'react'
import { sidePlace } from '@/components/landing-page/side'
import { pageStyles } from '@/components/landing-page/styles'
import { usePageView } from './page-context'
import { signStyles } from './style-nonce'

/** What editing adds to the look of the page: where texts are missing, and the frame's own colours. */
const editing = `
:root{--puck-color-selection-border:#144dbd;--puck-color-selection-bg:rgb(20 77 189/.07);--puck-slot-component-color-border-selected:#144dbd;--puck-actionbar-color-bg:#144dbd;--puck-actionbar-radius:4px;--puck-actionbar-opacity-text:1;--puck-opacity-text-inverse:1;--puck-actionbar-color-action-hover:#fff;--puck-color-line-placeholder:#144dbd;--puck-color-azure-06:#144dbd;--puck-color-azure-07:#144dbd;--puck-color-azure-09:#7f9fdf;--puck-font-family:"Hanken Grotesk Variable",system-ui,sans-serif}
#frame-root{display:flex;flex-direction:column;height:auto}
.edit{white-space:pre-wrap;cursor:text;outline-offset:3px;border-radius:2px;user-select:text;-webkit-user-select:text}
.edit:empty::before{content:attr(data-placeholder);opacity:.6;font-style:italic}
.m>.foot{min-height:1.5rem}
.left:not(:empty)+.over{display:block;font-size:.875rem;color:#57544e}
`

/** The page's document in the editor's frame: the sheet that is published, and a little for editing. */
export function CanvasFrame({ document: inside, children }: { document?: Document; children: ReactNode }) {
  const page = usePageView()
  // Before anything in the frame is put in place, so not in an effect.
  useMemo(() => inside && signStyles(inside), [inside])
  const styles = pageStyles(page.brand.theme, sidePlace(page.content.content))
  useEffect(() => {
    const view = inside?.defaultView
    if (!inside || !view) return
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(styles + editing)
    // The library puts sheets of its own here too, while something is dragged.
    inside.adoptedStyleSheets = [...inside.adoptedStyleSheets, sheet]
    return () => {
      inside.adoptedStyleSheets = inside.adoptedStyleSheets.filter((known) => known !== sheet)
    }
  }, [inside, styles])
  useEffect(() => {
    if (inside) inside.documentElement.lang = page.language
  }, [inside, page.language])
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault()
    inside?.addEventListener('submit', stay)
    inside?.addEventListener('click', stay)
    return () => {
      inside?.removeEventListener('submit', stay)
      inside?.removeEventListener('click', stay)
    }
  }, [inside])
  return <>{children}</>
}
