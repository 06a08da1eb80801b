'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { CountryChooser } from '@/components/ui/country-chooser'
import { type Option, RadioGroup } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { type FormGuard, formGuards } from '@/db/states'
import { saveForm } from './actions'

type Rules = { servedCountries: string[]; formGuard: FormGuard }
type FormRulesProps = { brand: string; saved: Rules; countries: readonly Option[] }

/** From where numbers are taken, and what is asked of robots. */
export function FormRules({ brand, saved, countries }: FormRulesProps) {
  const t = useTranslations('publicSettings')
  const [chosen, setChosen] = useState(saved.servedCountries)
  const [which, setWhich] = useState<'every' | 'some'>(saved.servedCountries.length > 0 ? 'some' : 'every')
  const [formGuard, setFormGuard] = useState(saved.formGuard)
  const [isEmpty, setEmpty] = useState(false)
  const action = useAction(saveForm, { onSuccess: () => toast(t('saved')) })
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const servedCountries = which === 'some' ? chosen : []
    const nothing = which === 'some' && chosen.length === 0
    setEmpty(nothing)
    if (!nothing) action.execute({ brand, servedCountries, formGuard })
  }
  return (
    <form onSubmit={submit} className="grid max-w-160 gap-5">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <RadioGroup
        label={t('countries')}
        value={which}
        onChange={setWhich}
        options={[
          { value: 'every', label: t('every'), help: t('everyHelp') },
          { value: 'some', label: t('some'), help: t('someHelp') },
        ]}
      />
      {which === 'some' && (
        <div className="ms-6 max-w-100">
          <CountryChooser
            countries={countries}
            chosen={chosen}
            onChange={setChosen}
            listLabel={t('countries')}
            addLabel={t('addCountry')}
            removeLabel={(country) => t('removeCountry', { country })}
            placeholder={t('chooseCountry')}
            help={t('republish')}
            error={isEmpty && chosen.length === 0 ? t('noCountry') : undefined}
          />
        </div>
      )}
      <RadioGroup
        label={t('guard')}
        value={formGuard}
        onChange={setFormGuard}
        options={formGuards.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }))}
      />
      <SubmitButton className="justify-self-start" isPending={action.isPending}>
        {t('save')}
      </SubmitButton>
    </form>
  )
}
