import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getAccount } from '@/core/providers/accounts'
import { may } from '@/core/staff/rules'
import { toBusiness } from '../../campaigns/load-facts'
import { TemplateForm } from '../template-form'
import { emptyTemplate } from '../template-form-values'

export async function generateMetadata() {
  return { title: (await getTranslations('templateForm'))('new') }
}

export default async function NewTemplatePage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  const [brand, account, t, tForm] = await Promise.all([
    getBrand(ctx),
    getAccount(ctx),
    getTranslations('templates'),
    getTranslations('templateForm'),
  ])
  if (account?.provider !== 'cm' || !may(role, 'templates.sync')) redirect(`/${slug}/templates`)
  return (
    <>
      <PageHeader title={tForm('new')} parent={{ href: `/${slug}/templates`, label: t('title') }} />
      <TemplateForm
        brand={slug}
        business={{ ...toBusiness(brand), name: account.verifiedName }}
        start={emptyTemplate}
        backTo={`/${slug}/templates`}
      />
    </>
  )
}
