'use client'

import { useTranslations } from 'next-intl'
import { Select, TextArea, TextField } from '@/components/ui/fields'
import {
  handCategories,
  handLanguages,
  handStatuses,
  headerKinds,
  type TemplateByHandInput,
} from '@/core/templates/by-hand/schema'
import { placeholdersIn } from '@/core/templates/schema'

type FieldsProps = {
  given: TemplateByHandInput
  set: (change: Partial<TemplateByHandInput>) => void
  problem: (name: string) => string | undefined
}

/** What WhatsApp calls it and how it stands there. */
export function FactFields({ given, set, problem }: FieldsProps) {
  const t = useTranslations('templateForm')
  const tTemplates = useTranslations('templates')
  return (
    <div className="grid max-w-160 grid-cols-2 gap-4 phone:grid-cols-1">
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        name="name"
        mono
        autoComplete="off"
        value={given.name}
        onChange={(name) => set({ name })}
        error={problem('name')}
      />
      <Select
        label={t('language')}
        value={given.language}
        onChange={(language) => set({ language })}
        options={handLanguages.map((value) => ({ value, label: t(`languages.${value}`) }))}
        error={problem('language')}
      />
      <Select
        label={t('category')}
        value={given.category}
        onChange={(category) => set({ category })}
        options={handCategories.map((value) => ({ value, label: tTemplates(`categories.${value}`) }))}
        error={problem('category')}
      />
      <Select
        label={t('status')}
        help={t('statusHelp')}
        value={given.status}
        onChange={(status) => set({ status })}
        options={handStatuses.map((value) => ({ value, label: tTemplates(`statuses.${value}`) }))}
        error={problem('status')}
      />
    </div>
  )
}

/** Header, text and what stands below, with an example for each place that is filled. */
export function WordFields({ given, set, problem }: FieldsProps) {
  const t = useTranslations('templateForm')
  const places = placeholdersIn(given.body).filter((name) => /^\d+$/.test(name))
  return (
    <div className="grid max-w-160 gap-4">
      <Select
        label={t('header')}
        value={given.header}
        onChange={(header) => set({ header })}
        options={headerKinds.map((value) => ({ value, label: t(`headers.${value}`) }))}
      />
      {given.header === 'TEXT' && (
        <TextField
          label={t('headerText')}
          name="headerText"
          value={given.headerText}
          onChange={(headerText) => set({ headerText })}
          error={problem('headerText')}
        />
      )}
      <TextArea
        label={t('body')}
        name="body"
        rows={7}
        value={given.body}
        onChange={(body) => set({ body })}
        error={problem('body')}
      />
      {places.length > 0 && (
        <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
          {places
            .toSorted((a, b) => Number(a) - Number(b))
            .map((name) => (
              <TextField
                key={name}
                label={t('example', { place: `{{${name}}}` })}
                value={given.examples[name] ?? ''}
                onChange={(text) => set({ examples: { ...given.examples, [name]: text } })}
              />
            ))}
        </div>
      )}
      <TextField
        label={t('footer')}
        name="footer"
        value={given.footer}
        onChange={(footer) => set({ footer })}
        error={problem('footer')}
      />
    </div>
  )
}
