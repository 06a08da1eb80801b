import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { formatTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { Columns, PageHeader, Section } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { getQrCode } from '@/core/sources/qr-codes/queries'
import { chatText } from '@/core/sources/qr-codes/rules'
import { may } from '@/core/staff/rules'
import { StateChip } from '../code-table'
import { FunnelStrip } from '../funnel-strip'
import { listPageOptions } from '../page-options'
import { requirePart } from '../require-part'
import { SilenceMark } from '../silence'
import { CopyLink, PauseButton, RepointForm } from './code-controls'
import { CodeFiles } from './code-files'
import { ExpiryForm } from './expiry-form'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  return { title: (await requirePart(id, () => getQrCode(ctx, id))).label }
}

export default async function QrCodePage({ params }: PageProps) {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const code = await requirePart(id, () => getQrCode(ctx, id))
  const [t, p, locale, pages, { timeZone }] = await Promise.all([
    getTranslations('qr'),
    getTranslations('printing.code'),
    getLocale(),
    listPageOptions(ctx),
    getBrand(ctx),
  ])
  const mayWrite = may(ctx.scope.role, 'qr-codes.write')
  const isOurs = code.kind !== 'meta'
  return (
    <>
      <PageHeader
        title={code.label}
        parent={{ href: `/${brand}/qr-codes`, label: t('title') }}
        chips={
          <>
            <StateChip code={code} />
            <SilenceMark silence={code.silence} />
          </>
        }
        note={
          code.lastScanAt
            ? t('lastScan', { at: formatTime(locale, code.lastScanAt, timeZone) })
            : isOurs && t('never')
        }
        actions={mayWrite && isOurs && <PauseButton brand={brand} qrCodeId={id} state={code.state} />}
      />
      <FunnelStrip figures={code} />
      <Columns side={<CodeFiles ctx={ctx} brand={brand} code={code} />}>
        {code.kind === 'meta' && (
          <Section>
            <Notice tone="info">{p('metaNotice')}</Notice>
          </Section>
        )}
        {code.state === 'paused' && (
          <Section>
            <Notice tone="warning">{t('pausedNotice')}</Notice>
          </Section>
        )}
        {code.kind === 'page' && code.state === 'active' && code.pageState !== 'published' && (
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
            {mayWrite && isOurs && (
              <>
                <RepointForm brand={brand} qrCodeId={id} current={code.landingPageId} pages={pages} />
                <ExpiryForm brand={brand} qrCodeId={id} current={lastDayOf(code.expiresAt, timeZone)} />
              </>
            )}
            <About brand={brand} code={code} />
          </div>
        </div>
      </Columns>
    </>
  )
}

/** The day before the instant at which it ends, as the brand's calendar has it. */
const lastDayOf = (expiresAt: Date | null, timeZone: string): string =>
  expiresAt === null
    ? ''
    : new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(expiresAt.getTime() - 1000))

async function About({ brand, code }: { brand: string; code: QrCodeView }) {
  const p = await getTranslations('printing.code')
  return (
    <div className="grid gap-1 text-control text-muted">
      {code.kind === 'chat' && (
        <p>{p('chatSays', { words: chatText(code.chatWords ?? '', code.code), page: code.pageName })}</p>
      )}
      {code.note !== '' && <p className="wrap-anywhere">{code.note}</p>}
      {code.batchId && (
        <p>
          <Link href={`/${brand}/qr-codes/batches/${code.batchId}`} className="text-link hover:underline">
            {p('batch', { name: code.batchName ?? '' })}
          </Link>
        </p>
      )}
    </div>
  )
}
