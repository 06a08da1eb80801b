import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { listDesigns, usualLook } from '@/core/sources/qr-codes/design/queries'
import { getQrCode } from '@/core/sources/qr-codes/queries'
import { may } from '@/core/staff/rules'
import { logoUrlOf } from '../../logo-url'
import { requirePart } from '../../require-part'
import { Studio } from '../../studio/studio'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('printing.studio'))('design') }
}

/** How one code is drawn. A code of a batch is drawn like its batch. */
export default async function CodeDesignPage({ params }: PageProps) {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  const code = await requirePart(id, () => getQrCode(ctx, id))
  if (code.batchId || code.kind === 'meta') notFound()
  const [p, designs, usual, logoUrl] = await Promise.all([
    getTranslations('printing.studio'),
    listDesigns(ctx),
    usualLook(ctx),
    logoUrlOf(ctx),
  ])
  return (
    <>
      <PageHeader title={p('design')} parent={{ href: `/${brand}/qr-codes/${id}`, label: code.label }} />
      <Studio
        brand={brand}
        subject={{ kind: 'code', id }}
        link={code.link}
        initial={code.look ?? usual}
        designs={designs}
        logoUrl={logoUrl}
        mayWrite={may(ctx.scope.role, 'qr-codes.write')}
      />
    </>
  )
}
