import type { RecordedEvent } from '../read-events'
import { shownHashOf } from '../shown-documents'

/** A page as it was shown in one language, with the SHA-256 of its documents. */
export type ShownPage = { name: string; version: number; language: string; html: string; hash: string }

/** The pages that the acts of a person point at, each once, in the order in which they were seen. */
export function listShownPages(events: readonly RecordedEvent[]): ShownPage[] {
  const pages = new Map<string, ShownPage>()
  for (const { row, page, documents } of events) {
    if (!page || !documents) continue
    const key = `${row.landingPageVersionId} ${row.language}`
    if (pages.has(key)) continue
    pages.set(key, {
      ...{ name: page.name, version: page.version, language: row.language ?? '', html: documents.form },
      // Older acts did not keep it; what is stored is the same, and so is its hash.
      hash: row.shownHash ?? shownHashOf(documents).toString('hex'),
    })
  }
  return [...pages.values()]
}
