import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { PageHeader, Section } from '@/components/ui/page'
import { AppError } from '@/core/platform/errors'
import { requirePicture } from '@/core/sources/pictures/library'
import { pictureFallback } from '@/core/sources/pictures/rules'
import { pictureIdSchema } from '@/core/sources/pictures/schema'
import { may } from '@/core/staff/rules'
import { ArchivePicture } from './archive-picture'
import { WordsForm } from './words-form'

type PageProps = { params: Promise<{ brand: string; pictureId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pictures'))('title') }
}

/** One picture: what it shows, where it is shown, and whether it is still offered. */
export default async function PicturePage(props: PageProps) {
  const params = await props.params
  const ctx = await requireBrand(params.brand)
  const pictureId = pictureIdSchema.safeParse(params).data?.pictureId
  if (!pictureId) notFound()
  const picture = await requirePicture(ctx, pictureId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  })
  const t = await getTranslations('pictures')
  const { slug, role } = ctx.scope
  const { name, width, height, words, pages, archivedAt } = picture
  const mayWrite = may(role, 'pages.write')
  return (
    <>
      <PageHeader
        title={name || t('unnamed')}
        parent={{ href: `/${slug}/landing-pages/pictures`, label: t('title') }}
        chips={archivedAt && <Chip>{t('archivedChip')}</Chip>}
      />
      <div className="grid grow grid-cols-[minmax(0,1fr)_minmax(0,440px)] narrow:grid-cols-1">
        <div className="p-6 narrow:pb-2 phone:p-4">
          {/* biome-ignore lint/performance/noImgElement: drawn anew and sized by us already */}
          <img
            src={pictureFallback(picture)}
            alt={words.nl || words.en}
            width={width}
            height={height}
            className="max-h-120 w-full rounded-sheet border border-border bg-surface-secondary object-contain"
          />
          <p className="mt-2 text-caption text-muted">{t('size', { width, height })}</p>
        </div>
        <div className="border-s border-border narrow:border-s-0 narrow:border-t">
          <Section title={t('words')}>
            <p className="mb-4 text-control text-muted">{t('wordsHelp')}</p>
            <WordsForm brand={slug} pictureId={pictureId} words={words} mayWrite={mayWrite} />
          </Section>
          <Section title={t('pages')}>
            {pages.length === 0 ? (
              <p className="text-body text-muted">{t('noPages')}</p>
            ) : (
              <ul className="grid gap-2 text-body">
                {pages.map((page) => (
                  <li key={page.id}>
                    <Link href={`/${slug}/landing-pages/${page.id}`} className="text-link">
                      {page.name}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {mayWrite && (
            <Section title={t('archivePart')} last>
              <p className="mb-3 text-control text-muted">{t('archiveHelp')}</p>
              <ArchivePicture brand={slug} pictureId={pictureId} isArchived={archivedAt !== null} />
            </Section>
          )}
        </div>
      </div>
    </>
  )
}
