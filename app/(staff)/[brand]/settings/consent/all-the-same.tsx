'use client'

import { useTranslations } from 'next-intl'
import { CountryChooser } from '@/components/ui/country-chooser'
import { Checkbox, type Option } from '@/components/ui/fields'
import { confirmableSources } from '@/core/consent/brand-rules/schema'
import { alwaysConfirmed } from '@/core/consent/counts'
import type { SourceKind } from '@/db/states'
import type { RulesDraft } from './rules-draft'

type AllTheSameProps = {
  draft: RulesDraft
  onChange: (draft: RulesDraft) => void
  countries: readonly Option[]
}

const always: { sources: readonly SourceKind[]; countries: readonly string[] } = alwaysConfirmed

/** What has to be confirmed where a tick would do by itself. */
export function AllTheSame({ draft, onChange, countries }: AllTheSameProps) {
  const t = useTranslations('consentRules')
  const { doubleOptInSources: sources, doubleOptInCountries: chosen } = draft
  const setCountries = (doubleOptInCountries: string[]) => onChange({ ...draft, doubleOptInCountries })
  return (
    <fieldset className="grid gap-4 border-s-2 border-border ps-4">
      <legend className="sr-only">{t('exceptions')}</legend>
      <p className="text-dense text-muted">{t('exceptionsHelp')}</p>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 phone:grid-cols-1">
        <fieldset className="grid content-start gap-2">
          <legend className="mb-2 text-control font-strong">{t('sources')}</legend>
          {confirmableSources.map((source) => {
            const isFixed = always.sources.includes(source)
            return (
              <Checkbox
                key={source}
                isSelected={isFixed || sources.includes(source)}
                isDisabled={isFixed}
                onChange={(isOn) =>
                  onChange({
                    ...draft,
                    doubleOptInSources: isOn
                      ? [...sources, source]
                      : sources.filter((other) => other !== source),
                  })
                }
              >
                {t(`sourceNames.${source}`)}
              </Checkbox>
            )
          })}
          {/* Not inside the box: what is disabled is drawn too faintly to read. */}
          <p className="text-caption text-muted">{t('alwaysStaff')}</p>
        </fieldset>
        <div className="grid content-start gap-3">
          <p className="text-control font-strong" aria-hidden="true">
            {t('countries')}
          </p>
          <CountryChooser
            countries={countries}
            chosen={chosen}
            onChange={setCountries}
            fixed={always.countries}
            listLabel={t('countries')}
            addLabel={t('addCountry')}
            removeLabel={(country) => t('removeCountry', { country })}
            help={t('alwaysGermany')}
          />
        </div>
      </div>
    </fieldset>
  )
}
