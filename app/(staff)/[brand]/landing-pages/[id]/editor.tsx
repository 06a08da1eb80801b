'use client'

import dynamic from 'next/dynamic'
import { PageSkeleton } from '@/components/ui/skeleton'
import type { CallingCode, PageBrand } from '@/core/sources/landing-pages/document/rules'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import type { PublicLanguage } from '@/db/states'
import type { EditorTopic } from './fields/form-context'
import type { CodeLink } from './share'

export type EditorProps = {
  brand: string
  page: LandingPageView
  pageBrand: PageBrand
  topics: EditorTopic[]
  callingCodes: Record<PublicLanguage, CallingCode[]>
  codes: CodeLink[]
  mayWrite: boolean
  mayMakeCodes: boolean
}

/** The builder is large and lives in a browser alone, so it is loaded there, when a page is opened. */
export const Editor = dynamic(() => import('./workbench').then((file) => file.Workbench), {
  ssr: false,
  loading: () => <PageSkeleton />,
})
