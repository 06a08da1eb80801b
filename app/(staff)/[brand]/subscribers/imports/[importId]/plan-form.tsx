'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { RadioGroup, Select } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { FlowFoot, Section } from '@/components/ui/page'
import { type Problem, useProblems } from '@/components/ui/problem'
import type { PlanInput } from '@/core/sources/imports/schema'
import { planAction } from '../actions'
import { ColumnTable } from './column-table'
import { type EvidenceDraft, EvidenceFields } from './evidence-fields'

type Props = {
  brand: string
  importId: string
  header: string[]
  sample: string[][]
  mapping: PlanInput['mapping']
  defaultCountry: string
  dayFirst: boolean
  evidence: EvidenceDraft
  proofName: string | null
  topics: { id: string; name: string }[]
  countries: { value: string; label: string }[]
  declaration: string
}

/** What the columns hold and what shows the consent; then the dry run. */
export function PlanForm({
  brand,
  importId,
  header,
  sample,
  topics,
  countries,
  declaration,
  ...initial
}: Props) {
  const t = useTranslations('imports.plan')
  const errors = useTranslations('errors')
  const [mapping, setMapping] = useState(initial.mapping)
  const [defaultCountry, setCountry] = useState(initial.defaultCountry)
  const [dayFirst, setDayFirst] = useState(initial.dayFirst)
  const [evidence, setEvidence] = useState(initial.evidence)
  const [proofName, setProofName] = useState(initial.proofName)
  const [proofProblem, setProofProblem] = useState<string>()
  const action = useAction(planAction)
  const problems = useProblems(action.result)

  async function chooseProof(file: File): Promise<void> {
    setProofProblem(undefined)
    const url = `/${brand}/subscribers/imports/${importId}/proof?name=${encodeURIComponent(file.name)}`
    const answer = await fetch(url, { method: 'PUT', body: file }).catch(() => null)
    if (answer?.ok) return setProofName(file.name)
    const said = (await answer?.json().catch(() => null)) as Problem | null | undefined
    setProofProblem(errors(said?.code === 'proof-unfit' ? 'proof-unfit' : 'unavailable'))
  }

  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        const { has, topicIds, source, date, wording, language, declared } = evidence
        const shown = {
          topicIds,
          source,
          consentAt: date ? `${date}T00:00:00Z` : null,
          wording,
          language,
          declared: declared as true,
        }
        const plan = { importId, mapping, defaultCountry, dayFirst, evidence: has ? shown : null }
        action.execute({ brand, plan })
      }}
    >
      {problems.general && (
        <Notice tone="danger" className="mx-6 mt-4 phone:mx-4">
          {problems.general}
        </Notice>
      )}
      <Section title={t('columnsTitle')} note={t('columnsNote')}>
        <ColumnTable
          header={header}
          sample={sample}
          mapping={mapping}
          onChange={setMapping}
          error={problems.field('number') ?? problems.field('mapping')}
        />
        <div className="mt-4 grid max-w-160 grid-cols-2 gap-4 phone:grid-cols-1">
          <Select
            label={t('country')}
            help={t('countryHelp')}
            options={countries}
            value={defaultCountry}
            onChange={setCountry}
          />
          <RadioGroup
            label={t('dates')}
            value={dayFirst ? 'day' : 'month'}
            onChange={(value) => setDayFirst(value === 'day')}
            options={[
              { value: 'day', label: t('dayFirst') },
              { value: 'month', label: t('monthFirst') },
            ]}
          />
        </div>
      </Section>
      <Section title={t('evidenceTitle')} last>
        <EvidenceFields
          draft={evidence}
          onChange={setEvidence}
          topics={topics}
          declaration={declaration}
          hasDateColumn={mapping.consentAt >= 0}
          proof={{ name: proofName, error: proofProblem, onChoose: (file) => void chooseProof(file) }}
          error={problems.field}
        />
      </Section>
      <FlowFoot>
        <span className="me-auto text-control text-muted">{t('dryRunNote')}</span>
        <SubmitButton isPending={action.isPending}>{t('check')}</SubmitButton>
      </FlowFoot>
    </form>
  )
}
