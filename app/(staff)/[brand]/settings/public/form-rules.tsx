'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { type Option, RadioGroup, Select } from '@/components/ui/fields'
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
  const nameOf = (country: string) => countries.find(({ value }) => value === country)?.label ?? country
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
        <div className="ms-6 grid max-w-100 gap-3">
          <ul className="flex flex-wrap gap-2 empty:hidden" aria-label={t('countries')}>
            {chosen.map((country) => (
              <li key={country} className="chip chip--default gap-1">
                <span className="chip__label">{nameOf(country)}</span>
                <button
                  type="button"
                  className="-me-1 grid size-6 cursor-pointer place-items-center rounded-chip hover:bg-surface-tertiary"
                  aria-label={t('removeCountry', { country: nameOf(country) })}
                  onClick={() => setChosen(chosen.filter((other) => other !== country))}
                >
                  <X className="size-3.5" aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
          <Select
            // The choice is taken at once, and the field stands empty again for the next one.
            key={chosen.length}
            label={t('addCountry')}
            value={null}
            placeholder={t('chooseCountry')}
            options={countries.filter(({ value }) => !chosen.includes(value))}
            onChange={(country) => setChosen([...chosen, country])}
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
