'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { PreviewFrame } from '@/components/landing-page/preview-frame'
import { SubmitButton } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Checkbox, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import { isSlug, slugFrom } from '@/core/sources/landing-pages/rules'
import type { StartingPointKey } from '@/core/sources/landing-pages/schema'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { createPageAction } from '../actions'

type Topic = { id: string; name: string; maxPerMonth: number | null }
type Start = { key: StartingPointKey; page: RenderInput }

type NewPageFormProps = { brand: string; linkStart: string; topics: Topic[]; starts: Start[] }

export function NewPageForm({ brand, linkStart, topics, starts }: NewPageFormProps) {
  const t = useTranslations('pages')
  const router = useRouter()
  const [start, setStart] = useState<StartingPointKey>(starts[0]?.key ?? 'counter')
  const [name, setName] = useState('')
  const [typedSlug, setTypedSlug] = useState<string>()
  const [topicIds, setTopicIds] = useState(topics.slice(0, 1).map((topic) => topic.id))
  const [languages, setLanguages] = useState<PublicLanguage[]>(['nl', 'en'])
  const [tried, setTried] = useState(false)
  const action = useAction(createPageAction, {
    onSuccess: ({ data }) => router.push(`/${brand}/landing-pages/${data.id}`),
  })
  const problems = useProblems(action.result)
  const e = useTranslations('errors')
  const slug = typedSlug ?? slugFrom(name)
  const problemOf = {
    name: tried && name.trim() === '' ? e('invalid-input') : problems.field('name'),
    slug: tried && !isSlug(slug) ? e('slug-invalid') : problems.field('slug'),
    topics: tried && topicIds.length === 0 ? t('create.noTopics') : undefined,
  }
  const submit = () => {
    setTried(true)
    if (name.trim() === '' || !isSlug(slug) || topicIds.length === 0) return
    const chosen = topics
      .filter((topic) => topicIds.includes(topic.id))
      .map((topic) => ({ topicId: topic.id }))
    action.execute({ brand, name, slug, startingPoint: start, topics: chosen, languages })
  }
  return (
    <form
      className="grid gap-6 px-6 py-5 phone:px-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <StartChoice starts={starts} chosen={start} onChoose={setStart} />
      <div className="grid max-w-160 gap-4">
        <TextField
          label={t('create.name')}
          help={t('create.nameHelp')}
          value={name}
          onChange={setName}
          error={problemOf.name}
          isRequired
          maxLength={80}
        />
        <TextField
          label={t('create.slug')}
          help={t('create.slugHelp', { link: `${linkStart}${slug || 'winter'}` })}
          value={slug}
          onChange={setTypedSlug}
          error={problemOf.slug}
          isRequired
          mono
          maxLength={60}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-dense font-strong">{t('create.topics')}</legend>
          {topics.map((topic) => (
            <Checkbox
              key={topic.id}
              isSelected={topicIds.includes(topic.id)}
              onChange={(isSelected) =>
                setTopicIds(isSelected ? [...topicIds, topic.id] : topicIds.filter((id) => id !== topic.id))
              }
            >
              {topic.name}
              <span className="text-muted">
                {topic.maxPerMonth === null
                  ? t('create.noPromise')
                  : t('create.perMonth', { count: topic.maxPerMonth })}
              </span>
            </Checkbox>
          ))}
          <p className={cx('text-caption', problemOf.topics ? 'text-danger' : 'text-muted')}>
            {problemOf.topics ?? t('create.topicsHelp')}
          </p>
        </fieldset>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-dense font-strong">{t('languages.heading')}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {publicLanguages.map((language) => (
              <Checkbox
                key={language}
                isSelected={languages.includes(language)}
                isDisabled={languages.length === 1 && languages[0] === language}
                onChange={(isOn) =>
                  setLanguages(
                    isOn ? [...languages, language] : languages.filter((known) => known !== language),
                  )
                }
              >
                {t(`languages.${language}`)}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <div>
          <SubmitButton isPending={action.isPending}>{t('create.submit')}</SubmitButton>
        </div>
      </div>
    </form>
  )
}

type StartChoiceProps = {
  starts: Start[]
  chosen: StartingPointKey
  onChoose: (key: StartingPointKey) => void
}

/** Each starting point as a small picture of itself, made by the components that publish it. */
function StartChoice({ starts, chosen, onChoose }: StartChoiceProps) {
  const t = useTranslations('pages')
  return (
    <fieldset>
      <legend className="text-section">{t('create.start')}</legend>
      <p className="mt-0.5 text-control text-muted">{t('create.startHelp')}</p>
      <div className="mt-3 flex flex-wrap gap-5">
        {starts.map(({ key, page }) => (
          <label key={key} className="group w-45 cursor-pointer phone:w-[calc(50%-10px)]">
            <input
              type="radio"
              name="start"
              value={key}
              checked={chosen === key}
              onChange={() => onChoose(key)}
              className="peer sr-only"
            />
            <span className="block h-60 overflow-hidden rounded-sheet border border-border bg-white outline-offset-2 peer-checked:outline-2 peer-checked:outline-accent peer-focus-visible:outline-3 peer-focus-visible:outline-focus">
              <span className="pointer-events-none block h-120 w-90 origin-top-left scale-50" inert>
                <PreviewFrame
                  page={page}
                  title={t(`starts.${key}.name`)}
                  className="h-full w-full border-0"
                />
              </span>
            </span>
            <span className="mt-2 block text-control font-strong">{t(`starts.${key}.name`)}</span>
            <span className="block text-dense text-muted">{t(`starts.${key}.about`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
