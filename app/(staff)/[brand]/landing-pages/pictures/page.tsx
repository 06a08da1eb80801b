import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { listPictures } from '@/core/sources/pictures/library'
import { may } from '@/core/staff/rules'
import { AddPicture } from './add-picture'
import { PictureTile } from './picture-tile'

type PageProps = { params: Promise<{ brand: string }>; searchParams: Promise<{ show?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pictures'))('title') }
}

/** The pictures that the pages of this brand can show. */
export default async function PicturesPage({ params, searchParams }: PageProps) {
  const [{ brand }, { show }] = await Promise.all([params, searchParams])
  const archived = show === 'archived'
  const ctx = await requireBrand(brand)
  const [t, p, pictures] = await Promise.all([
    getTranslations('pictures'),
    getTranslations('pages'),
    listPictures(ctx, { archived }),
  ])
  const base = `/${brand}/landing-pages/pictures`
  const add = may(ctx.scope.role, 'pages.write') && <AddPicture brand={brand} base={base} />
  return (
    <>
      <PageHeader
        title={t('title')}
        parent={{ href: `/${brand}/landing-pages`, label: p('title') }}
        actions={add}
      />
      <Tabs
        label={t('title')}
        items={[
          { href: base, label: t('offered'), isCurrent: !archived },
          { href: `${base}?show=archived`, label: t('archived'), isCurrent: archived },
        ]}
      />
      {pictures.length === 0 ? (
        <EmptyState>{t(archived ? 'noneArchived' : 'none')}</EmptyState>
      ) : (
        <Section last>
          <p className="mb-4 max-w-160 text-control text-muted">{t('text')}</p>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-x-4 gap-y-6 phone:grid-cols-2">
            {pictures.map((picture) => (
              <PictureTile key={picture.pictureId} picture={picture} href={`${base}/${picture.pictureId}`} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
