import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { Num } from '@/components/ui/figures'
import { formatShare, formatTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { Columns, PageHeader, Section } from '@/components/ui/page'
import { StatStrip, StatTile } from '@/components/ui/stat-tiles'
import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { AppError } from '@/core/platform/errors'
import { listLandingPages } from '@/core/sources/landing-pages/queries'
import { getQrCode, type QrCodeView } from '@/core/sources/qr-codes/queries'
import { pngSizes } from '@/core/sources/qr-codes/schema'
import { may } from '@/core/staff/rules'
import { CopyLink, PauseButton, RepointForm } from './code-controls'

type PageProps = { params: Promise<{ brand: string; id: string }> }

async function requireCode(ctx: BrandContext, id: string): Promise<QrCodeView> {
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound()
  try {
    return await getQrCode(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { brand, id } = await params
  return { title: (await requireCode(await requireBrand(brand), id)).label }
}

export default async function QrCodePage({ params }: PageProps) {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const [t, locale, code, pages, { timeZone }] = await Promise.all([
    getTranslations('qr'),
    getLocale(),
    requireCode(ctx, id),
    listLandingPages(ctx),
    getBrand(ctx),
  ])
  const mayWrite = may(ctx.scope.role, 'qr-codes.write')
  const share = (part: number, of: number) => (of === 0 ? '–' : formatShare(locale, part / of, 0))
  const lastScan = code.lastScanAt
    ? t('lastScan', { at: formatTime(locale, code.lastScanAt, timeZone) })
    : t('never')
  return (
    <>
      <PageHeader
        title={code.label}
        parent={{ href: `/${brand}/qr-codes`, label: t('title') }}
        chips={<Chip tone={code.state === 'active' ? 'success' : 'paused'}>{t(`states.${code.state}`)}</Chip>}
        actions={mayWrite && <PauseButton brand={brand} qrCodeId={id} state={code.state} />}
      />
      <StatStrip>
        <StatTile label={t('scans')} value={<Num value={code.scans} />} before={lastScan} />
        <StatTile
          label={t('signUps')}
          value={<Num value={code.optIns} />}
          before={t('ofScans', { share: share(code.optIns, code.scans) })}
        />
        <StatTile
          label={t('confirmed')}
          value={<Num value={code.confirmed} />}
          before={t('ofSignUps', { share: share(code.confirmed, code.optIns) })}
        />
      </StatStrip>
      <Columns side={<Files brand={brand} code={code} />}>
        {code.state === 'paused' && (
          <Section>
            <Notice tone="warning">{t('pausedNotice')}</Notice>
          </Section>
        )}
        {code.state === 'active' && code.pageState !== 'published' && (
          <Section>
            <Notice tone="warning">{t('offlineNotice')}</Notice>
          </Section>
        )}
        <div className="flex flex-wrap gap-8 px-6 py-6 phone:px-4">
          <figure className="w-72 max-w-full rounded-sheet border border-border bg-white p-5 text-center text-[#17181a]">
            {/* biome-ignore lint/performance/noImgElement: a drawing of our own; nothing to optimise */}
            <img
              src={`/${brand}/qr-codes/${id}/file?format=svg`}
              alt={t('alt', { link: code.link })}
              width={248}
              height={248}
              className="w-full"
            />
            <figcaption className="mt-1 font-mono text-dense wrap-anywhere">{code.link}</figcaption>
          </figure>
          <div className="grid min-w-64 grow content-start gap-5">
            <div>
              <h2 className="text-section">{t('short')}</h2>
              <p className="mt-1 font-mono text-control wrap-anywhere select-all">{code.link}</p>
              <p className="mt-1 text-dense text-muted">{t('shortHelp')}</p>
              <div className="mt-2">
                <CopyLink link={code.link} />
              </div>
            </div>
            {mayWrite && (
              <RepointForm
                brand={brand}
                qrCodeId={id}
                current={code.landingPageId}
                pages={pages.map(({ id, name, state }) => ({
                  value: id,
                  label: state === 'published' ? name : t('create.notLive', { name }),
                }))}
              />
            )}
          </div>
        </div>
      </Columns>
    </>
  )
}

async function Files({ brand, code }: { brand: string; code: QrCodeView }) {
  const t = await getTranslations('qr')
  const file = `/${brand}/qr-codes/${code.id}/file`
  const files = [
    { key: 'svg', name: 'SVG', about: t('svg'), href: `${file}?format=svg` },
    ...pngSizes.map((size) => ({
      key: `png${size}`,
      name: 'PNG',
      about: t(`png${size}`),
      href: `${file}?format=png&size=${size}`,
    })),
  ]
  return (
    <>
      <Section title={t('files')}>
        <ul>
          {files.map(({ key, name, about, href }) => (
            <li key={key} className="border-b border-separator last:border-0">
              <a
                href={href}
                download
                className="flex items-center gap-3 py-2.5 text-control hover:text-accent"
              >
                <span className="w-10 font-strong">{name}</span>
                <span className="grow text-muted">{about}</span>
                <Download className="size-4 text-accent" aria-hidden="true" />
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('print')} last>
        <ul className="grid gap-2">
          {(['size', 'quiet', 'contrast', 'words'] as const).map((rule) => (
            <li key={rule} className="border-b border-separator pb-2 text-control last:border-0">
              {t(`printRules.${rule}`)}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
