import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PhoneBody } from '@/components/landing-page/phone'
import { StoredFrame } from '@/components/landing-page/stored-frame'
import { ButtonLink } from '@/components/ui/button-link'
import { Time } from '@/components/ui/figures'
import { PageHeader } from '@/components/ui/page'
import { Segments } from '@/components/ui/tabs'
import { getStoredForm, listVersions } from '@/core/sources/landing-pages/queries'
import { may } from '@/core/staff/rules'
import { publicLanguages } from '@/db/states'
import { loadPage } from '../load-page'
import { VersionChip } from '../version-chip'
import { RestoreDraft, RollBack } from './version-acts'

type PageProps = {
  /** The version's number, or its id where a proof points at it. */
  params: Promise<{ brand: string; id: string; versionId: string }>
  searchParams: Promise<{ lang?: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { versionId } = await params
  const t = await getTranslations('pages.versions')
  return { title: /^\d+$/.test(versionId) ? t('number', { version: versionId }) : t('shown') }
}

export default async function VersionPage({ params, searchParams }: PageProps) {
  const [{ ctx, brand, page }, { versionId }, { lang }] = await Promise.all([
    loadPage(params),
    params,
    searchParams,
  ])
  const [t, p, c, versions] = await Promise.all([
    getTranslations('pages'),
    getTranslations('publishing'),
    getTranslations('checker.languages'),
    listVersions(ctx, page.id),
  ])
  const version = versions.find((known) => known.id === versionId || String(known.version) === versionId)
  const languages = publicLanguages.filter((known) => version?.languages.includes(known))
  const language = languages.find((known) => known === lang) ?? languages[0]
  if (!version || !language) notFound()
  const { html } = await getStoredForm(ctx, { versionId: version.id, language })
  const here = `/${brand}/landing-pages/${page.id}/versions`
  const live = versions.find(({ isLive }) => isLive)
  const { role } = ctx.scope
  return (
    <>
      <PageHeader
        title={t('versions.number', { version: version.version })}
        parent={{ href: here, label: t('versions.title') }}
        chips={<VersionChip version={version} timeZone={page.timeZone} />}
        note={<Time at={version.publishedAt} zone={page.timeZone} />}
        actions={
          <>
            {live && live.id !== version.id && (
              <ButtonLink href={`${here}/compare?before=${version.version}&after=${live.version}`}>
                {p('compare.withLive')}
              </ButtonLink>
            )}
            {may(role, 'pages.write') && (
              <RestoreDraft brand={brand} pageId={page.id} version={version} revision={page.revision} />
            )}
            {may(role, 'pages.publish') && !version.isLive && (
              <RollBack brand={brand} page={page} version={version} liveVersion={live?.version ?? null} />
            )}
          </>
        }
      />
      <div className="flex grow flex-col items-center gap-4 bg-background px-4 py-6">
        {languages.length > 1 && (
          <Segments
            label={t('preview.language')}
            items={languages.map((known) => ({
              href: `${here}/${version.version}?lang=${known}`,
              label: c(known),
              isCurrent: known === language,
            }))}
          />
        )}
        <PhoneBody>
          <StoredFrame html={html} title={t('versions.shown')} className="h-full w-full border-0" />
        </PhoneBody>
        <p className="text-dense text-muted">{t('versions.readOnly')}</p>
      </div>
    </>
  )
}
