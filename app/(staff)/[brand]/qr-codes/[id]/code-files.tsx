import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import type { BrandContext } from '@/core/brands/scope'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { usualLook } from '@/core/sources/qr-codes/design/queries'
import { checkLook } from '@/core/sources/qr-codes/design/rules'
import { pngSizes } from '@/core/sources/qr-codes/schema'

/** The files of one code, or why there are none; and what to mind when printing. */
export async function CodeFiles({
  ctx,
  brand,
  code,
}: {
  ctx: BrandContext
  brand: string
  code: QrCodeView
}) {
  const [t, p, look] = await Promise.all([
    getTranslations('qr'),
    getTranslations('printing.studio'),
    code.look ?? usualLook(ctx),
  ])
  const { broken } = checkLook(look, code.link)
  const file = `/${brand}/qr-codes/${code.id}/file`
  const files = [
    { key: 'svg', name: 'SVG', about: p('svg', { mm: look.widthMm }), href: `${file}?format=svg` },
    ...pngSizes.map((size) => ({
      key: `png${size}`,
      name: 'PNG',
      about: t(`png${size}`),
      href: `${file}?format=png&size=${size}${size === 512 ? '&dpi=72' : ''}`,
    })),
    { key: 'pdf', name: 'PDF', about: p('pdfPoster'), href: `${file}?format=pdf` },
  ]
  const design = code.batchId
    ? `/${brand}/qr-codes/batches/${code.batchId}`
    : `/${brand}/qr-codes/${code.id}/design`
  return (
    <>
      <Section
        title={t('files')}
        aside={
          code.kind !== 'meta' && (
            <ButtonLink href={design} size="row">
              {p('toDesign')}
            </ButtonLink>
          )
        }
      >
        {broken.length > 0 ? (
          <Notice tone="warning">{p('notOffered')}</Notice>
        ) : (
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
                  <Download className="size-4 shrink-0 text-accent" aria-hidden="true" />
                </a>
              </li>
            ))}
          </ul>
        )}
        <p className="mt-2 text-caption text-muted">{p('readBackNote')}</p>
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
