'use client'

import { ArrowRight, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { CampaignStateChip } from '@/components/campaigns/state-chip'
import { StepBar } from '@/components/campaigns/step-bar'
import { TemplateChooser } from '@/components/campaigns/template-chooser'
import { SubmitButton } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { Select, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { EmptyState, FlowFoot, PageHeader } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import type { Variables } from '@/core/campaigns/schema'
import { findComponent, templateVariables } from '@/core/templates/schema'
import { type EditorFacts, type EditorTemplate, toChoice, topicsFor } from '../[campaignId]/edit/editor-facts'
import { Phone } from '../[campaignId]/edit/phone'
import { create } from '../actions'

const notDone = { template: false, audience: false, variables: false, schedule: false, review: false }

/** `winterbeurt_2026` as people would write it: `Winterbeurt 2026`. */
const readable = (name: string) => {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How people are greeted, right before a gap. */
const greeting = /(^|[^\p{L}])(hoi|hi|hallo|hello|hey|dag|beste|dear|hé)\s+$/iu

/** A first guess: a gap after a greeting, or called after a name, gets the name; the rest its example. */
function guessVariables(template: EditorTemplate): Variables {
  const body = findComponent(template.components, 'BODY')?.text ?? ''
  const fallback = template.language.startsWith('nl') ? 'daar' : 'there'
  return Object.fromEntries(
    templateVariables(template.components)
      .filter((one) => !one.optional)
      .map((one) => {
        const before = body.split(`{{${one.key}}}`)[0] ?? ''
        const isName =
          one.part === 'body' && (/name|naam/.test(one.key) || (before !== body && greeting.test(before)))
        return [one.key, isName ? { from: 'name', fallback } : { from: 'text', text: one.example ?? '' }]
      }),
  )
}

type NewCampaignProps = {
  id: string
  facts: EditorFacts
  segmentId?: string
  /** It asks for permission again, of people whose consent ends soon. */
  asksAgain: boolean
}

export function NewCampaign({ id, facts, segmentId, asksAgain }: NewCampaignProps) {
  const t = useTranslations('campaigns')
  const tr = useTranslations('renewal')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  const router = useRouter()
  const { brand, templates, topics } = facts
  const [templateId, setTemplateId] = useState(templates.find((one) => one.status === 'APPROVED')?.id)
  const template = templates.find((one) => one.id === templateId)
  const fitting = topicsFor(topics, template)
  const [chosenTopic, setTopic] = useState<string>()
  const topicId = fitting.find((topic) => topic.id === chosenTopic)?.id ?? fitting[0]?.id
  const [typedName, setName] = useState<string>()
  const name = typedName ?? (template ? readable(template.name) : '')
  const action = useAction(create, {
    onSuccess: ({ data }) => router.replace(`/${brand}/campaigns/${data.id}/edit?step=audience`),
  })
  const problems = useProblems(action.result)
  const header = (
    <PageHeader
      parent={{ href: `/${brand}/campaigns`, label: t('title') }}
      title={name || t('untitled')}
      chips={
        <>
          <CampaignStateChip state="draft" />
          {asksAgain && <Chip tone="accent">{tr('chip')}</Chip>}
        </>
      }
      actions={
        <ButtonLink
          href={`/${brand}/campaigns`}
          iconOnly
          className="phone:hidden!"
          aria-label={t('closeEditor')}
        >
          <X className="size-4" aria-hidden="true" />
        </ButtonLink>
      }
    />
  )
  if (!templates.some((one) => one.status === 'APPROVED')) {
    return (
      <>
        {header}
        <EmptyState
          action={<ButtonLink href={`/${brand}/templates`}>{t('template.toTemplates')}</ButtonLink>}
        >
          {asksAgain ? tr('noTemplate') : t('template.none')}
        </EmptyState>
      </>
    )
  }
  const nameProblem = problems.field('name')
  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        if (!template || !topicId || name.trim() === '') return
        action.execute({
          brand,
          id,
          name,
          templateId: template.id,
          audience: { ...(segmentId && { segmentId }), ...(asksAgain && { asksAgain }) },
          topicId,
          variables: guessVariables(template),
        })
      }}
    >
      {header}
      <StepBar current="template" done={notDone} />
      <div className="grid grow grid-cols-[316px_minmax(0,1fr)] narrow:grid-cols-1">
        <div className="border-e border-border bg-background px-4 py-4 narrow:order-2 narrow:border-e-0 narrow:border-t">
          {template && (
            <Phone template={template} variables={{}} business={facts.business} people={[]} total={0} />
          )}
        </div>
        <div className="grid max-w-172 content-start gap-6 px-6 py-4 phone:px-4">
          <h2 className="text-section">{t('stepTitles.template')}</h2>
          {asksAgain && (
            <Notice>
              <p className="font-strong">{tr('title')}</p>
              <p>{tr('text')}</p>
            </Notice>
          )}
          {problems.general && <Notice tone="danger">{problems.general}</Notice>}
          <TextField
            label={t('name')}
            help={t('nameHelp')}
            value={name}
            onChange={setName}
            error={
              name.trim() === ''
                ? t('nameMissing')
                : nameProblem &&
                  (action.result.serverError?.code === 'conflict' ? t('nameTaken') : nameProblem)
            }
            maxLength={80}
            isRequired
          />
          <Select
            label={t('topic')}
            help={asksAgain ? tr('topicHelp') : t('topicHelp')}
            value={topicId ?? null}
            onChange={setTopic}
            error={problems.field('topicId')}
            options={fitting.map((topic) => ({ value: topic.id, label: topic.name[locale] }))}
          />
          <TemplateChooser
            templates={templates.map(toChoice)}
            chosenId={templateId}
            onChoose={setTemplateId}
          />
        </div>
      </div>
      <FlowFoot>
        <SubmitButton isPending={action.isPending}>
          {t('continueTo', { step: t('steps.audience') })}
          <ArrowRight className="size-4" aria-hidden="true" />
        </SubmitButton>
      </FlowFoot>
    </form>
  )
}
