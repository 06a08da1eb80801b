import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import { getSettings } from '@/core/platform/env'
import type { Account } from '@/core/providers/accounts'
import { findPendingConnection } from '@/core/providers/connection/pending'
import { may } from '@/core/staff/rules'
import { ConnectForm } from './connect-form'
import type { StartingValues } from './pasted'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.connect'))('title') }
}

type Props = { params: Promise<{ brand: string }>; searchParams: Promise<{ c?: string | string[] }> }

export default async function ConnectPage({ params, searchParams }: Props) {
  const [{ brand: slug }, { c }] = await Promise.all([params, searchParams])
  const ctx = await requireBrand(slug)
  const pending =
    may(ctx.scope.role, 'brand.write') && typeof c === 'string'
      ? await findPendingConnection(ctx, c)
      : undefined
  if (!pending) redirect(`/${slug}/settings/number`)
  const brand = await getBrand(ctx)
  return (
    <ConnectForm
      brand={slug}
      zone={brand.timeZone}
      connectionKey={pending.connectionKey}
      callbackUrl={pending.callbackUrl}
      verifyToken={pending.verifyToken}
      isKept={pending.account !== undefined}
      start={startingValues(pending.account)}
      offersSimulator={getSettings().DEPLOYMENT === 'local'}
    />
  )
}

/** What may be seen of a number that is there already: everything but its secrets. */
function startingValues(account: Account | undefined): StartingValues {
  return {
    provider: !account ? null : account.provider === 'cm' ? 'cm' : account.isSimulator ? 'simulator' : 'meta',
    wabaId: account?.wabaId ?? '',
    phoneNumberId: account?.provider === 'cloud-api' ? account.phoneNumberId : '',
    displayPhoneE164: account?.provider === 'cm' ? account.displayPhoneE164 : '',
    verifiedName: account?.provider === 'cm' ? account.verifiedName : '',
    templateNamespace: account?.templateNamespace ?? '',
    messagingLimitTier: account?.messagingLimitTier ?? 'TIER_2K',
    isSimulator: account?.isSimulator ?? false,
  }
}
