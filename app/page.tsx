import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BlankSheet } from '@/components/shell/blank-sheet'
import { SubmitButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/page'
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
    <BlankSheet>
      <h1 className="px-6 pt-6 text-title phone:px-4">{t('noBrand.title')}</h1>
      <EmptyState
        action={
          <form action={signOut}>
            <SubmitButton look="plain">{t('signOut')}</SubmitButton>
          </form>
        }
      >
        {t('noBrand.text', { email: ctx.session.email })}
      </EmptyState>
    </BlankSheet>
  )
}
