import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BrandTile } from '@/components/ui/marks'
import { SubmitButton } from '@/components/ui/button'
import { listOwnBrands } from '@/core/staff/queries'
import { signOut } from './account-actions'
import { requireStaffPage } from './session'

/** The way in: to the first brand of whoever is signed in. */
export default async function StartPage() {
  const ctx = await requireStaffPage()
  const [first] = await listOwnBrands(ctx)
  if (first) redirect(`/${first.slug}`)
  const t = await getTranslations('auth')
  return (
    <main className="mx-auto grid min-h-dvh max-w-110 content-center gap-4 bg-background px-6">
      <BrandTile />
      <h1 className="text-title">{t('noBrand.title')}</h1>
      <p className="text-body text-muted">{t('noBrand.text', { email: ctx.session.email })}</p>
      <form action={signOut}>
        <SubmitButton look="plain">{t('signOut')}</SubmitButton>
      </form>
    </main>
  )
}
