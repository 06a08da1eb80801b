'use client'

import { useTranslations } from 'next-intl'
import { Chip, QualityBadge } from '../ui/chip'
import { cx } from '../ui/cx'

/** What the chooser needs of a template. */
export type TemplateChoice = {
  id: string
  name: string
  language: string
  category: string
  status: string
  qualityScore: string
  /** The body as it was handed in, without values. */
  text: string
}

type TemplateChooserProps = {
  templates: TemplateChoice[]
  chosenId: string | undefined
  onChoose: (id: string) => void
}

/** The templates of the brand; only approved ones can be chosen, and the others say why not. */
export function TemplateChooser({ templates, chosenId, onChoose }: TemplateChooserProps) {
  const t = useTranslations('campaigns.template')
  return (
    <fieldset>
      <legend className="mb-2 text-dense font-strong">{t('choose')}</legend>
      <div className="border-t border-separator">
        {templates.map((template) => {
          const isApproved = template.status === 'APPROVED'
          return (
            <label
              key={template.id}
              className={cx(
                'flex items-start gap-3 border-b border-separator py-3 ps-1',
                isApproved ? 'cursor-pointer hover:bg-wash' : 'text-muted',
                template.id === chosenId && 'bg-background',
              )}
            >
              <input
                type="radio"
                name="templateId"
                value={template.id}
                checked={template.id === chosenId}
                disabled={!isApproved}
                onChange={() => onChoose(template.id)}
                className="mt-1 size-4 shrink-0 accent-(--accent)"
              />
              <span className="min-w-0 grow">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="text-control font-strong">{template.name}</span>
                  <span className="text-control text-muted">
                    {template.language} ·{' '}
                    {t.has(`categories.${template.category}`)
                      ? t(`categories.${template.category}`)
                      : template.category}
                  </span>
                </span>
                <span className="line-clamp-2 text-control text-muted">{template.text}</span>
              </span>
              {isApproved ? (
                <QualityBadge score={template.qualityScore} />
              ) : (
                <Chip tone={template.status === 'PAUSED' ? 'paused' : 'neutral'}>
                  {t.has(`statuses.${template.status}`) ? t(`statuses.${template.status}`) : template.status}
                </Chip>
              )}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
