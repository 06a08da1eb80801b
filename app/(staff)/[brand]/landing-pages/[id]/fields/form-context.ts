import type { PageContent } from '@/core/sources/landing-pages/schema'
import type { LocalText as TopicName } from '@/db/schema/consent'
import type { PublicLanguage } from '@/db/states'
import type { Asking } from '../use-asking'

export type EditorTopic = { id: string; name: TopicName; maxPerMonth: number | null }

/** What every part of a block's form needs: the page, how to change it, and the language that is being written. */
export type FormEdit = {
  brand: string
  brandName: string
  pageId: string
  timeZone: string
  topics: EditorTopic[]
  asking: Asking
  content: PageContent
  onChange: (content: PageContent) => void
  language: PublicLanguage
  onLanguage: (language: PublicLanguage) => void
  isReadOnly: boolean
}
