import { getTranslations } from 'next-intl/server'
import { QualityBadge } from '@/components/ui/chip'
import { Facts, Section } from '@/components/ui/page'
import { PhonePreview } from '@/components/whatsapp/phone-preview'
import type { BrandContext } from '@/core/brands/scope'
import { countClicked } from '@/core/campaigns/clicked'
import type { CampaignDetails } from '@/core/campaigns/queries'
import { variablesFor } from '@/core/campaigns/rules'
import { exampleValues, looksTracked } from '@/core/templates/rules'
import { findComponent, templateComponentsSchema } from '@/core/templates/schema'
import type { EditorFacts } from './edit/editor-facts'

type MessageProps = { ctx: BrandContext; details: CampaignDetails; business: EditorFacts['business'] }

/** What people get, and what stands in its placeholders. */
export async function Message({ ctx, details: { campaign, template }, business }: MessageProps) {
  const t = await getTranslations('campaigns')
  const components = templateComponentsSchema.parse(template.components)
  const isCounted = findComponent(components, 'BUTTONS')?.buttons.some(({ url }) => looksTracked(url))
  const clicked = isCounted ? await countClicked(ctx, campaign.id) : null
  const values = { ...exampleValues(components), ...variablesFor(campaign.variables, { name: null }) }
  return (
    <div className="grid grow grid-cols-[316px_minmax(0,1fr)] narrow:grid-cols-1">
      <div className="border-e border-border bg-background px-4 py-4 narrow:border-e-0 narrow:border-b">
        <PhonePreview
          brandName={business.name}
          logo={business.logo}
          template={{ components, language: template.language }}
          values={values}
        />
      </div>
      <Section title={t('tabs.message')} last>
        <div className="max-w-160">
          <Facts
            items={[
              { label: t('facts.template'), value: `${template.name} (${template.language})` },
              { label: t('facts.quality'), value: <QualityBadge score={template.qualityScore} /> },
              ...(clicked === null
                ? []
                : [{ label: t('facts.clicked'), value: t('facts.people', { count: clicked }) }]),
              ...Object.entries(campaign.variables).map(([name, variable]) => ({
                label: <code className="font-mono text-caption">{`{{${name}}}`}</code>,
                value:
                  variable.from === 'name'
                    ? t('variables.isName', { fallback: variable.fallback })
                    : variable.text,
              })),
            ]}
          />
        </div>
      </Section>
    </div>
  )
}
