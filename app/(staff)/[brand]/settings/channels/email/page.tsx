import { redirect } from 'next/navigation'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import { getChannel } from '@/core/providers/channels'
import { emailSettings } from '@/core/providers/email/schema'
import { may } from '@/core/staff/rules'
import { EmailForm } from './email-form'

export default async function EmailPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  if (!may(role, 'brand.write')) redirect(`/${slug}/settings/channels`)
  const [brand, view] = await Promise.all([getBrand(ctx), getChannel(ctx, 'email')])
  const kept = view && !view.isSimulator ? emailSettings.parse(view.settings) : undefined
  return (
    <EmailForm
      brand={slug}
      isKept={kept !== undefined && (view?.hasSecret ?? false)}
      start={{
        host: kept?.host ?? '',
        port: String(kept?.port ?? 587),
        security: kept?.security ?? 'starttls',
        username: kept?.username ?? '',
        fromName: kept?.fromName ?? brand.name,
        fromAddress: kept?.fromAddress ?? '',
      }}
    />
  )
}
