import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { getBrand } from '@/core/brands/queries'
import { AppError } from '@/core/platform/errors'
import { getSubscriber } from '@/core/subscribers/person'
import { tabOf } from '../address'
import { PersonActions, PersonFacts, PersonNotices, PersonTab, personTabs } from '../person-parts'

type PageProps = {
  params: Promise<{ brand: string; subscriberId: string }>
  searchParams: Promise<{ tab?: string | string[] }>
}

export async function generateMetadata() {
  return { title: (await getTranslations('subscribers'))('title') }
}

export default async function SubscriberPage({ params, searchParams }: PageProps) {
  const { brand: slug, subscriberId } = await params
  const ctx = await requireBrand(slug)
  if (!z.uuid().safeParse(subscriberId).success) notFound()
  const [t, brand, person] = await Promise.all([
    getTranslations('subscribers'),
    getBrand(ctx),
    getSubscriber(ctx, subscriberId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not-found') notFound()
      throw error
    }),
  ])
  if (person.mergedIntoId) redirect(`/${slug}/subscribers/${person.mergedIntoId}`)
  const tab = tabOf((await searchParams).tab)
  const here = `/${slug}/subscribers/${person.id}`
  const zone = brand.timeZone
  return (
    <>
      <PageHeader
        title={person.name ?? t('nameUnknown')}
        parent={{ href: `/${slug}/subscribers`, label: t('title') }}
        actions={<PersonActions ctx={ctx} person={person} />}
      />
      <div className="px-6 py-3 phone:px-4">
        <PersonFacts ctx={ctx} person={person} zone={zone} />
      </div>
      <Tabs
        label={t('person.tabs')}
        items={await personTabs(ctx, person, tab, (tab) => (tab === 'proof' ? here : `${here}?tab=${tab}`))}
      />
      <div className="grid max-w-172 content-start gap-3 px-6 py-4 phone:px-4">
        <PersonNotices ctx={ctx} person={person} zone={zone} />
        <div>
          <PersonTab ctx={ctx} person={person} zone={zone} tab={tab} />
        </div>
      </div>
    </>
  )
}
