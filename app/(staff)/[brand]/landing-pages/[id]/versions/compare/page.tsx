import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PhoneBody } from '@/components/landing-page/phone'
import { StoredFrame } from '@/components/landing-page/stored-frame'
import { PageHeader, Section } from '@/components/ui/page'
import { Segments } from '@/components/ui/tabs'
import { listVersions } from '@/core/sources/landing-pages/queries'
import { compareVersions } from '@/core/sources/landing-pages/versions/compare'
import { publicLanguages } from '@/db/states'
import { loadPage } from '../load-page'
import { VersionChoice } from './version-choice'
import { WordChanges } from './word-changes'

type PageProps = {
  params: Promise<{ brand: string; id: string }>
  searchParams: Promise<{ before?: string; after?: string; lang?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publishing.compare'))('title') }
}

/** Two versions beside each other as they were served, and the words that changed. */
export default async function ComparePage({ params, searchParams }: PageProps) {
  const { ctx, brand, page } = await loadPage(params)
  const asked = await searchParams
  const [t, old, c, versions] = await Promise.all([
    getTranslations('publishing.compare'),
    getTranslations('pages'),
    getTranslations('checker.languages'),
    listVersions(ctx, page.id),
  ])
  const before = versions.find(({ version }) => String(version) === asked.before) ?? versions[1]
  const after = versions.find(({ version }) => String(version) === asked.after) ?? versions[0]
  if (!before || !after) notFound()
  const languages = publicLanguages.filter((language) =>
    [before, after].some((version) => version.languages.includes(language)),
  )
  const language = languages.find((known) => known === asked.lang) ?? languages[0]
  if (!language) notFound()
  const compared = await compareVersions(ctx, {
    pageId: page.id,
    beforeId: before.id,
    afterId: after.id,
    language,
  })
  const here = `/${brand}/landing-pages/${page.id}/versions`
  const numbers = versions.map(({ version }) => version)
  const chosen = { before: before.version, after: after.version }
  return (
    <>
      <PageHeader
        title={t('title')}
        parent={{ href: here, label: old('versions.title') }}
        actions={
          languages.length > 1 && (
            <Segments
              label={old('preview.language')}
              items={languages.map((known) => ({
                href: `${here}/compare?before=${chosen.before}&after=${chosen.after}&lang=${known}`,
                label: c(known),
                isCurrent: known === language,
              }))}
            />
          )
        }
      />
      <Section
        title={t('words')}
        note={t('changed', { count: compared.changes.length, parts: compared.parts })}
      >
        <WordChanges changes={compared.changes} />
      </Section>
      <div className="grid grow grid-cols-2 gap-6 bg-background px-6 py-6 narrow:grid-cols-1 phone:px-4">
        {(['before', 'after'] as const).map((side) => (
          <div key={side} className="flex min-w-0 flex-col items-center gap-4">
            <VersionChoice here={here} side={side} chosen={chosen} numbers={numbers} language={language} />
            <PhoneBody>
              {compared[side].html === null ? (
                <p className="p-6 text-body text-neutral-700">{t('notIn', { language: c(language) })}</p>
              ) : (
                <StoredFrame
                  html={compared[side].html}
                  title={old('versions.number', { version: chosen[side] })}
                  className="h-full w-full border-0"
                />
              )}
            </PhoneBody>
          </div>
        ))}
      </div>
    </>
  )
}
