'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { Select, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { Person } from '@/core/subscribers/person'
import type { AttributeDefinition } from '@/core/subscribers/segments/queries'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { edit } from './actions'

type Choice = { value: string; label: string }
type ProfileFormProps = {
  brand: string
  person: Pick<Person, 'id' | 'name' | 'language' | 'country' | 'tags' | 'attributes' | 'revision'>
  definitions: AttributeDefinition[]
  countries: Choice[]
  languages: Choice[]
}

const languageOf = (language: string): PublicLanguage =>
  publicLanguages.find((known) => known === language.slice(0, 2)) ?? 'en'

/** What is kept about a person beside number and consent. Sent with the revision that it was opened with. */
export function ProfileForm({ brand, person, definitions, countries, languages }: ProfileFormProps) {
  const t = useTranslations('person.profile')
  const [name, setName] = useState(person.name ?? '')
  const [language, setLanguage] = useState(languageOf(person.language))
  const [country, setCountry] = useState(person.country)
  const [tags, setTags] = useState(person.tags.join(', '))
  const [attributes, setAttributes] = useState(
    Object.fromEntries(definitions.map(({ key }) => [key, String(person.attributes[key] ?? '')])),
  )
  const [revision, setRevision] = useState(person.revision)
  const action = useAction(edit, {
    onSuccess: ({ data }) => {
      setRevision(data.revision)
      toast(t('saved'))
    },
  })
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const list = tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean)
    action.execute({
      brand,
      subscriberId: person.id,
      revision,
      name,
      language,
      country,
      tags: list,
      attributes,
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        error={problems.field('name')}
        maxLength={200}
        autoComplete="off"
      />
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <Select
          label={t('language')}
          help={t('languageHelp')}
          options={languages}
          value={language}
          onChange={(value) => setLanguage(languageOf(value))}
        />
        <Select
          label={t('country')}
          help={t('countryHelp')}
          options={countries}
          value={country}
          onChange={setCountry}
        />
      </div>
      <TextField
        label={t('tags')}
        help={t('tagsHelp')}
        value={tags}
        onChange={setTags}
        error={problems.field('tags')}
        autoComplete="off"
      />
      {definitions.map((definition) => (
        <Attribute
          key={definition.key}
          definition={definition}
          value={attributes[definition.key] ?? ''}
          onChange={(value) => setAttributes({ ...attributes, [definition.key]: value })}
          error={problems.field(`attributes.${definition.key}`)}
        />
      ))}
      <SubmitButton size="md" className="justify-self-start" isPending={action.isPending}>
        {t('save')}
      </SubmitButton>
    </form>
  )
}

type AttributeProps = {
  definition: AttributeDefinition
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

function Attribute({ definition: { label, kind }, value, onChange, error }: AttributeProps) {
  const t = useTranslations('person.profile')
  if (kind === 'boolean') {
    return (
      <Select
        label={label}
        value={value || 'none'}
        onChange={(chosen) => onChange(chosen === 'none' ? '' : chosen)}
        options={[
          { value: 'none', label: t('unknown') },
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
      />
    )
  }
  return (
    <TextField
      label={label}
      help={kind === 'date' ? t('dateHelp') : undefined}
      value={value}
      onChange={onChange}
      error={error}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      autoComplete="off"
    />
  )
}
