'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { Select, TextArea, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { BrandFactsInput } from '@/core/staff/schema'
import { saveBrandFacts } from './actions'

type BrandFormProps = { brand: string; facts: BrandFactsInput; timeZones: string[] }

/** An owner's form for what public pages and messages state. */
export function BrandForm({ brand, facts: saved, timeZones }: BrandFormProps) {
  const t = useTranslations('settings')
  const [facts, setFacts] = useState(saved)
  const action = useAction(saveBrandFacts, { onSuccess: () => toast(t('brand.saved')) })
  const problems = useProblems(action.result)
  const word = (name: keyof BrandFactsInput) => t(`brand.${name}`)
  const field = <N extends keyof BrandFactsInput>(name: N) => ({
    label: word(name),
    name,
    value: facts[name],
    onChange: (value: BrandFactsInput[N]) => setFacts((before) => ({ ...before, [name]: value })),
    error: problems.field(name),
  })
  return (
    <form
      className="grid max-w-160 gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, ...facts })
      }}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <TextField {...field('name')} maxLength={60} isRequired />
        <TextField {...field('legalName')} maxLength={120} isRequired />
      </div>
      <TextArea {...field('postalAddress')} rows={2} maxLength={200} isRequired />
      <TextField
        {...field('privacyUrl')}
        type="url"
        inputMode="url"
        help={t('brand.privacyHelp')}
        isRequired
      />
      <Select
        {...field('timeZone')}
        options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        help={t('brand.timeZoneHelp')}
      />
      <div>
        <SubmitButton isPending={action.isPending}>{t('brand.save')}</SubmitButton>
      </div>
    </form>
  )
}
