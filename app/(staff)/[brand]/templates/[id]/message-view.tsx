import { getTranslations } from 'next-intl/server'
import { Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { Facts, Section } from '@/components/ui/page'
import { PhonePreview } from '@/components/whatsapp/phone-preview'
import { TemplateCategory } from '@/components/whatsapp/template-status'
import type { Brand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { getAccount } from '@/core/providers/accounts'
import type { Template } from '@/core/templates/queries'
import { exampleValues, stopWayOf } from '@/core/templates/rules'
import { templateVariables } from '@/core/templates/schema'

/** The message on a phone, filled with the examples of its review, and what is known of it. */
export async function MessageView({
  ctx,
  template,
  brand,
}: {
  ctx: BrandContext
  template: Template
  brand: Brand
}) {
  const [t, account] = await Promise.all([getTranslations('templates'), getAccount(ctx)])
  const variables = templateVariables(template.components)
  const help = t.has(`statusHelp.${template.status}`) ? template.status : 'other'
  return (
    <div className="grid grow grid-cols-[330px_minmax(0,1fr)] narrow:grid-cols-1">
      <div className="border-e border-border bg-background px-4 py-5 narrow:border-e-0 narrow:border-b">
        <PhonePreview
          brandName={account?.verifiedName || brand.name}
          logo={{ svg: brand.logoSvg, background: brand.theme.primary }}
          template={template}
          values={exampleValues(template.components)}
        />
      </div>
      <div className="min-w-0">
        {template.status !== 'APPROVED' && (
          <div className="px-6 pt-4 phone:px-4">
            <Notice
              tone={template.status === 'REJECTED' || template.status === 'DISABLED' ? 'danger' : 'warning'}
            >
              {t(`statusHelp.${help}`, { reason: template.rejectedReason ?? t('noReason') })}
            </Notice>
          </div>
        )}
        <Section title={t('facts')} last>
          <div className="max-w-160">
            <Facts
              items={[
                {
                  label: t('fact.name'),
                  value: <span className="font-mono text-dense">{template.name}</span>,
                },
                { label: t('language'), value: template.language },
                { label: t('category'), value: <TemplateCategory category={template.category} /> },
                { label: t('fact.stop'), value: t(`stop.${stopWayOf(template.components) ?? 'none'}`) },
                {
                  label: t('fact.variables'),
                  value:
                    variables.length === 0 ? (
                      t('noVariables')
                    ) : (
                      <ul className="grid gap-1">
                        {variables.map((variable) => (
                          <li key={variable.key}>
                            <span className="font-mono text-dense">{variable.key}</span>{' '}
                            {t(`fact.${variable.part}`)}
                            {variable.example && variable.kind === 'text' && (
                              <span className="text-muted">
                                , {t('example', { example: variable.example })}
                              </span>
                            )}
                          </li>
                        ))}
                      </ul>
                    ),
                },
                { label: t('synced'), value: <Time at={template.syncedAt} zone={brand.timeZone} /> },
                { label: t('fact.firstSeen'), value: <Time at={template.createdAt} zone={brand.timeZone} /> },
              ]}
            />
          </div>
        </Section>
      </div>
    </div>
  )
}
