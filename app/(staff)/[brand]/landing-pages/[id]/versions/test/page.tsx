import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { listTests } from '@/core/sources/landing-pages/variants/queries'
import { may } from '@/core/staff/rules'
import { loadPage } from '../load-page'
import { VersionTabs } from '../version-tabs'
import { TestResultSection } from './test-result'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publishing.views'))('test') }
}

export default async function TestPage({ params }: PageProps) {
  const { ctx, brand, page } = await loadPage(params)
  const [t, old, tests] = await Promise.all([
    getTranslations('publishing'),
    getTranslations('pages'),
    listTests(ctx, page.id),
  ])
  const here = `/${brand}/landing-pages/${page.id}`
  return (
    <>
      <PageHeader title={old('versions.title')} parent={{ href: here, label: page.name }} />
      <VersionTabs here={`${here}/versions`} current="test" />
      {tests.length === 0 && <EmptyState>{t('test.none')}</EmptyState>}
      {tests.map((test) => (
        <TestResultSection
          key={test.id}
          brand={brand}
          pageId={page.id}
          test={test}
          timeZone={page.timeZone}
          mayPublish={may(ctx.scope.role, 'pages.publish')}
        />
      ))}
    </>
  )
}
