import { createHash } from 'node:crypto'
import type { ReactNode } from 'react'
import {
  bareAttributeMarks,
  consentBlock,
  type RenderedPage,
  type RenderInput,
} from '@/core/sources/landing-pages/document/rules'
import { AskedPage } from './asked-page'
import { Shell } from './frame'
import { ConfirmPage, DonePage, FormPage } from './pages'
import { sidePlace } from './side'
import { pageStyles } from './styles'
import { publicWords } from './words'

/**
 * Renders a landing page in one language to the documents that are stored and served: the form, the page that asks to
 * confirm, the page for who has, and where we ask by a message the page that says so. Places to fill in are left as marks.
 */
export async function renderLandingPage(input: RenderInput): Promise<RenderedPage> {
  // A static import of react-dom/server fails in Next's route handlers.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const words = publicWords[input.language]
  const styles = pageStyles(input.brand.theme, sidePlace(input.content.content))
  const hero = input.content.content.find((block) => block.type === 'Hero')
  const description = hero?.props.text[input.language].replaceAll('**', '')
  const toHtml = (title: string, body: ReactNode, about?: string) =>
    `<!doctype html>${bareAttributeMarks(
      renderToStaticMarkup(
        <Shell page={input} title={title} description={about} styles={styles}>
          {body}
        </Shell>,
      ),
    )}`
  return {
    formHtml: toHtml(input.content.root.props.title[input.language], <FormPage page={input} />, description),
    confirmHtml: toHtml(words.confirmTitle, <ConfirmPage page={input} />),
    doneHtml: toHtml(words.doneTitle, <DonePage page={input} />),
    askedHtml:
      consentBlock(input.content).props.confirmation === 'utility-template'
        ? toHtml(words.askedTitle, <AskedPage page={input} />)
        : null,
    styleHash: createHash('sha256').update(styles, 'utf8').digest('base64'),
  }
}
