import { brotliCompressSync, constants } from 'node:zlib'
import type { Document, Element } from 'happy-dom'
import { fillTemplate, parseTemplate, type RenderInput } from '../document/rules'
import { type Reading, readingOf } from './page-reading'

export type PageLanguage = RenderInput['language']

export type RenderedForm = { language: PageLanguage; formHtml: string }

/** A rendered page with its form, opened as a phone opens it: nothing filled in, no script run, nothing fetched. */
export type OpenedPage = Reading & {
  language: PageLanguage
  document: Document
  /** The one form of the page, or undefined. */
  form: Element | undefined
  /** The size of the document as it is sent, compressed and without pictures. */
  bytes: number
}

const attributeMarks = /\sdata-mark="[^"]*"/g
const phone = { width: 390, height: 844 }

/** Opens each rendered language, hands them to `work` and closes them again. */
export async function withOpenedPages<T>(
  rendered: readonly RenderedForm[],
  work: (pages: OpenedPage[]) => T,
): Promise<T> {
  // A whole document model; loaded when somebody checks a page, not when somebody visits one.
  const { Window } = await import('happy-dom')
  const windows = rendered.map(() => {
    return new Window({
      ...phone,
      settings: {
        enableJavaScriptEvaluation: false,
        disableJavaScriptFileLoading: true,
        disableCSSFileLoading: true,
        disableIframePageLoading: true,
      },
    })
  })
  try {
    const pages = rendered.map(({ language, formHtml }, at): OpenedPage => {
      const window = windows[at]
      if (!window) throw new Error('a page without a window')
      const html = fillTemplate(parseTemplate(formHtml.replace(attributeMarks, '')), {})
      window.document.write(html)
      const { document } = window
      return {
        ...readingOf(window),
        language,
        document,
        form: document.querySelector('form[method="post"]') ?? undefined,
        bytes: compressedSize(html),
      }
    })
    return work(pages)
  } finally {
    await Promise.all(windows.map((window) => window.happyDOM.close()))
  }
}

const compressedSize = (html: string): number =>
  brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length
