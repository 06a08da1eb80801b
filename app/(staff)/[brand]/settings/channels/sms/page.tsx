import { redirect } from 'next/navigation'
import { requireBrand } from '@/app/session'
import { getChannel } from '@/core/providers/channels'
import { smsSettings } from '@/core/providers/sms/schema'
import { may } from '@/core/staff/rules'
import { SmsForm } from './sms-form'

export default async function SmsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  if (!may(role, 'brand.write')) redirect(`/${slug}/settings/channels`)
  const view = await getChannel(ctx, 'sms')
  // What is changed after the simulator is the real thing, which has a token of its own.
  const kept = view && !view.isSimulator ? view : undefined
  return (
    <SmsForm
      brand={slug}
      sender={kept ? smsSettings.parse(kept.settings).sender : ''}
      isKept={kept !== undefined}
    />
  )
}
