import type { RecordedEvent } from '../read-events'

/** A page as it was shown in one language, with the SHA-256 of its documents. */
export type ShownPage = { name: string; version: number; language: string; html: string; hash: string | null }

/** The pages that the acts of a person point at, each once, in the order in which they were seen. */
export function listShownPages(events: readonly RecordedEvent[]): ShownPage[] {
  const pages = new Map<string, ShownPage>()
  for (const { row, page, documents } of events) {
    if (!page || !documents) continue
    const key = `${row.landingPageVersionId} ${row.language}`
    if (pages.has(key)) continue
    pages.set(key, {
      ...{ name: page.name, version: page.version, language: row.language ?? '', html: documents.form },
      hash: row.shownHash ?? null,
    })
  }
  return [...pages.values()]
}
