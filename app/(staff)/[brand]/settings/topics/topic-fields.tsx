'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup, TextArea, TextField } from '@/components/ui/fields'
import { descriptionLength, nameLength, topicLanguages } from '@/core/consent/topics/schema'
import type { PublicLanguage } from '@/db/states'
import type { TopicDraft } from './topic-draft'

type TopicFieldsProps = {
  draft: TopicDraft
  onChange: (draft: TopicDraft) => void
  error: (field: string) => string | undefined
  isCategoryFixed: boolean
}

/** Everything a topic says and promises. */
export function TopicFields({ draft, onChange, error, isCategoryFixed }: TopicFieldsProps) {
  const t = useTranslations('topics.form')
  const word = (name: 'name' | 'description', language: PublicLanguage) => (value: string) =>
    onChange({ ...draft, [name]: { ...draft[name], [language]: value } })
  const isNeeded = (language: PublicLanguage) => language === 'nl' || language === 'en'
  return (
    <>
      <fieldset className="grid gap-4">
        <legend className="text-section">{t('texts')}</legend>
        <p className="mt-1 text-dense text-muted">{t('textsHelp')}</p>
        <div className="grid grid-cols-2 gap-x-6 gap-y-5 phone:grid-cols-1">
          {topicLanguages.map((language) => (
            <fieldset key={language} lang={language} className="grid gap-3">
              <legend className="mb-2 text-control font-strong">
                {t(`languages.${language}`)}
                {!isNeeded(language) && <span className="font-normal text-muted"> · {t('optional')}</span>}
              </legend>
              <TextField
                label={t('name')}
                value={draft.name[language]}
                onChange={word('name', language)}
                maxLength={nameLength}
                isRequired={isNeeded(language)}
                error={isNeeded(language) && !draft.name[language].trim() ? error('name') : undefined}
              />
              <TextArea
                label={t('description')}
                value={draft.description[language]}
                onChange={word('description', language)}
                rows={2}
                maxLength={descriptionLength}
                isRequired={isNeeded(language)}
                error={
                  isNeeded(language) && !draft.description[language].trim() ? error('description') : undefined
                }
              />
            </fieldset>
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 phone:grid-cols-1">
        <div className="grid content-start gap-3">
          <RadioGroup
            label={t('often')}
            value={draft.isPromised ? 'max' : 'open'}
            onChange={(value) => onChange({ ...draft, isPromised: value === 'max' })}
            options={[
              { value: 'max', label: t('max') },
              { value: 'open', label: t('open'), help: t('openHelp') },
            ]}
          />
          {draft.isPromised && (
            <TextField
              label={t('perMonth')}
              help={t('oftenHelp')}
              value={draft.perMonth}
              onChange={(perMonth) => onChange({ ...draft, perMonth })}
              inputMode="numeric"
              maxLength={3}
              error={error('maxPerMonth')}
              isRequired
            />
          )}
        </div>
        {isCategoryFixed ? (
          <div>
            <p className="text-dense font-strong">{t('category')}</p>
            <p className="mt-2 text-body">{t(draft.category)}</p>
            <p className="mt-1 text-caption text-muted">{t('fixed')}</p>
          </div>
        ) : (
          <RadioGroup
            label={t('category')}
            value={draft.category}
            onChange={(category) => onChange({ ...draft, category })}
            error={error('category')}
            options={[
              { value: 'marketing', label: t('marketing'), help: t('marketingHelp') },
              { value: 'utility', label: t('utility'), help: t('utilityHelp') },
            ]}
          />
        )}
      </div>
    </>
  )
}
