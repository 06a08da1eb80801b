'use client'

import dynamic from 'next/dynamic'
import { PageSkeleton } from '@/components/ui/skeleton'

/** The builder is large and lives in a browser alone, so it is loaded there, when a page is opened. */
export const Editor = dynamic(() => import('./workbench').then((file) => file.Workbench), {
  ssr: false,
  loading: () => <PageSkeleton />,
})
