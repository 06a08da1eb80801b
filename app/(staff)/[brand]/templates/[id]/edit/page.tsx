import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getAccount } from '@/core/providers/accounts'
import { may } from '@/core/staff/rules'
import { listTemplates } from '@/core/templates/queries'
import { toBusiness } from '../../../campaigns/load-facts'
import { TemplateForm } from '../../template-form'
import { valuesOf } from '../../template-form-values'

type Props = { params: Promise<{ brand: string; id: string }> }

export default async function EditTemplatePage({ params }: Props) {
  const { brand: asked, id } = await params
  const ctx = await requireBrand(asked)
  const { slug, role } = ctx.scope
  if (!z.uuid().safeParse(id).success) notFound()
  const [brand, account, templates, tForm] = await Promise.all([
    getBrand(ctx),
    getAccount(ctx),
    listTemplates(ctx),
    getTranslations('templateForm'),
  ])
  const template = templates.find((one) => one.id === id && one.accountId === account?.id)
  if (!template) notFound()
  const backTo = `/${slug}/templates/${id}`
  if (account?.provider !== 'cm' || !may(role, 'templates.sync')) redirect(backTo)
  return (
    <>
      <PageHeader title={tForm('edit')} parent={{ href: backTo, label: template.name }} />
      <TemplateForm
        brand={slug}
        business={{ ...toBusiness(brand), name: account.verifiedName }}
        start={{ ...valuesOf(template), templateId: id }}
        backTo={backTo}
      />
    </>
  )
}
