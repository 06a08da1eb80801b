import type { Data } from '@puckeditor/core'
import { type PageContent, pageContentSchema } from '@/core/sources/landing-pages/schema'

/** A page in the editor's shape, which is nearly our own. */
export const toData = ({ root, content }: PageContent): Data => ({
  // The library takes every page's title for one text; ours is one a language.
  root: { props: root.props } as unknown as Data['root'],
  content,
  zones: {},
})

/**
 * Back again, in the order of our schema so that two can be compared. What the schema refuses (a text that is too
 * long) is passed on as it is: saving says what is wrong with it.
 */
export function toContent(data: Partial<Data>): PageContent {
  const raw = {
    root: { props: data.root?.props },
    content: (data.content ?? []).map(({ type, props }) => ({ type, props })),
  }
  return pageContentSchema.safeParse(raw).data ?? (raw as unknown as PageContent)
}

export const isSame = (one: PageContent, other: PageContent): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
