import type { PhoneLogo } from '@/components/whatsapp/brand-logo'
import { exampleValues, fillTemplate } from '@/core/templates/rules'
import type { TemplateComponents } from '@/core/templates/schema'
import type { Locale, TopicCategory } from '@/db/states'

export type EditorTemplate = {
  id: string
  name: string
  language: string
  category: string
  status: string
  qualityScore: string
  components: TemplateComponents
}
export type EditorTopic = {
  id: string
  name: Record<Locale, string>
  category: TopicCategory
  maxPerMonth: number | null
}

/** What the editor knows besides the campaign itself. */
export type EditorFacts = {
  brand: string
  zone: string
  business: { name: string; logo: PhoneLogo }
  templates: EditorTemplate[]
  topics: EditorTopic[]
  pages: { id: string; name: string }[]
  segments: { id: string; name: string }[]
  maySchedule: boolean
}

/** A template's line in the chooser, its gaps filled with the examples. */
export const toChoice = (template: EditorTemplate) => ({
  ...template,
  text: fillTemplate(template.components, exampleValues(template.components))
    .body.map((run) => run.text)
    .join(''),
})

/** The topics that a template may be sent for: marketing goes only where marketing was asked for. */
export const topicsFor = (topics: EditorTopic[], template: EditorTemplate | undefined): EditorTopic[] =>
  topics.filter((topic) => template?.category !== 'MARKETING' || topic.category === 'marketing')
