import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip, QualityBadge } from '@/components/ui/chip'
import { PageHeader } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { TemplateCategory, TemplateStatusChip } from '@/components/whatsapp/template-status'
import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { AppError } from '@/core/platform/errors'
import { getAccount } from '@/core/providers/accounts'
import { may } from '@/core/staff/rules'
import { getTemplate, listCampaignsOfTemplate, type Template } from '@/core/templates/queries'
import { CampaignsView } from './campaigns-view'
import { LogView } from './log-view'
import { MessageView } from './message-view'
import { QualityView } from './quality-view'

const views = ['message', 'quality', 'campaigns', 'log'] as const

type PageProps = { params: Promise<{ brand: string; id: string }>; searchParams: Promise<{ view?: string }> }

async function requireTemplate(ctx: BrandContext, id: string): Promise<Template> {
  if (!z.uuid().safeParse(id).success) notFound()
  try {
    return await getTemplate(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

export async function generateMetadata({ params }: PageProps) {
  const { brand, id } = await params
  return { title: (await requireTemplate(await requireBrand(brand), id)).name }
}

export default async function Page({ params, searchParams }: PageProps) {
  const { brand, id } = await params
  const asked = (await searchParams).view
  const view = views.find((one) => one === asked) ?? 'message'
  const ctx = await requireBrand(brand)
  const [t, tForm, template, shop, account] = await Promise.all([
    getTranslations('templates'),
    getTranslations('templateForm'),
    requireTemplate(ctx, id),
    getBrand(ctx),
    getAccount(ctx),
  ])
  const mayChange =
    may(ctx.scope.role, 'templates.sync') && account?.provider === 'cm' && template.accountId === account.id
  const campaigns = await listCampaignsOfTemplate(ctx, template.id)
  const base = `/${brand}/templates/${template.id}`
  return (
    <>
      <PageHeader
        title={template.name}
        parent={{ href: `/${brand}/templates`, label: t('title') }}
        chips={
          <span className="flex flex-wrap gap-2">
            <TemplateStatusChip status={template.status} />
            <QualityBadge score={template.qualityScore} />
            <Chip>
              <TemplateCategory category={template.category} />
            </Chip>
            <Chip>{template.language}</Chip>
          </span>
        }
        actions={
          mayChange ? (
            <ButtonLink href={`/${brand}/templates/${id}/edit`}>{tForm('edit')}</ButtonLink>
          ) : undefined
        }
      />
      <Tabs
        label={t('views')}
        items={views.map((one) => ({
          href: one === 'message' ? base : `${base}?view=${one}`,
          label: t(`tabs.${one}`),
          isCurrent: one === view,
          ...(one === 'campaigns' && campaigns.length > 0 ? { count: campaigns.length } : {}),
        }))}
      />
      {view === 'message' && <MessageView ctx={ctx} template={template} brand={shop} />}
      {view === 'quality' && (
        <QualityView ctx={ctx} template={template} campaigns={campaigns} timeZone={shop.timeZone} />
      )}
      {view === 'campaigns' && <CampaignsView ctx={ctx} campaigns={campaigns} timeZone={shop.timeZone} />}
      {view === 'log' && <LogView ctx={ctx} template={template} timeZone={shop.timeZone} />}
    </>
  )
}
