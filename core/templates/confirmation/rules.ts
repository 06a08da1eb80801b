import type { PublicLanguage } from '@/db/states'
import { languageCode, maySend } from '../life-cycle'
import { findComponent, type TemplateComponents } from '../schema'
import { confirmationWords } from './words'

export { confirmationWords } from './words'

/** What our template is called; `_2` and on where an earlier one was rejected or deleted, whose name stays taken. */
export const confirmationName = 'opt_in_confirmation'

const ownName = new RegExp(`^${confirmationName}(?:_[2-9])?$`)

/** The names that can be tried, in order. */
export const confirmationNames: readonly string[] = [
  confirmationName,
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((nth) => `${confirmationName}_${nth}`),
]

/** The template as it is handed in for review. */
export function confirmationComponents(language: PublicLanguage, brandName: string): TemplateComponents {
  const words = confirmationWords[language]
  return [
    { type: 'BODY', text: words.body, example: { body_text: [[brandName, words.example]] } },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: words.yes },
        { type: 'QUICK_REPLY', text: words.no },
      ],
    },
  ]
}

type Candidate = {
  name: string
  language: string
  category: string
  status: string
  qualityScore: string
  components: TemplateComponents
}

/** `de_AT` is read by who reads German. */
const speaks = (template: Pick<Candidate, 'language'>, language: PublicLanguage): boolean =>
  languageCode(template.language).split('_')[0] === language

/** Whether a template says what ours says and nothing more: nobody can turn the question into an offer. */
export function asksToConfirm(template: Candidate, language: PublicLanguage): boolean {
  if (!ownName.test(template.name) || !speaks(template, language)) return false
  const words = confirmationWords[language]
  const buttons = findComponent(template.components, 'BUTTONS')?.buttons ?? []
  return (
    template.components.length === 2 &&
    findComponent(template.components, 'BODY')?.text === words.body &&
    buttons.length === 2 &&
    buttons.every(({ type, text }, at) => type === 'QUICK_REPLY' && text === [words.yes, words.no][at])
  )
}

/**
 * How far the template of one language is. `moved`: WhatsApp takes it for marketing; `red`: people complain about it, and
 * going on would cost the number its standing.
 */
export const confirmationStatuses = ['none', 'pending', 'ready', 'paused', 'red', 'moved', 'refused'] as const
export type ConfirmationStatus = (typeof confirmationStatuses)[number]

export function confirmationStatusOf(
  template: Pick<Candidate, 'category' | 'status' | 'qualityScore'>,
): ConfirmationStatus {
  if (template.status === 'DELETED' || template.status === 'PENDING_DELETION') return 'none'
  if (template.status === 'PENDING' || template.status === 'IN_APPEAL') return 'pending'
  if (template.status === 'PAUSED') return 'paused'
  if (!maySend(template.status)) return 'refused'
  if (template.category !== 'UTILITY') return 'moved'
  return template.qualityScore === 'RED' ? 'red' : 'ready'
}

const best: readonly ConfirmationStatus[] = ['ready', 'pending', 'paused', 'red', 'moved', 'refused', 'none']

/** The one of a brand's templates that asks in this language and is furthest; undefined when there is none. */
export function pickConfirmation<T extends Candidate>(
  templates: readonly T[],
  language: PublicLanguage,
): { template: T; status: ConfirmationStatus } | undefined {
  return templates
    .filter((template) => asksToConfirm(template, language))
    .map((template) => ({ template, status: confirmationStatusOf(template) }))
    .toSorted((a, b) => best.indexOf(a.status) - best.indexOf(b.status))[0]
}

/** Whether another one has to be made: there is none, or WhatsApp will not have the one there is. */
export const needsMaking = (status: ConfirmationStatus): boolean =>
  status === 'none' || status === 'refused' || status === 'moved'
