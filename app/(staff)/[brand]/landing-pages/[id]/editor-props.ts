import type { CallingCode, PageBrand } from '@/core/sources/landing-pages/document/rules'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import type { ConfirmationState } from '@/core/templates/confirmation/queries'
import type { PublicLanguage } from '@/db/states'
import type { EditorTopic } from './fields/form-context'
import type { CodeLink } from './share'
import type { useDraft } from './use-draft'

/** What the server knows of the page that is opened. */
export type EditorProps = {
  brand: string
  page: LandingPageView
  pageBrand: PageBrand
  topics: EditorTopic[]
  callingCodes: Record<PublicLanguage, CallingCode[]>
  codes: CodeLink[]
  /** How far the question is that people can be asked to confirm by. */
  confirmation: ConfirmationState
  mayWrite: boolean
  mayMakeCodes: boolean
}

export type PageDraft = ReturnType<typeof useDraft>

export const panels = ['block', 'checker', 'settings', 'share'] as const
export type Panel = (typeof panels)[number]
