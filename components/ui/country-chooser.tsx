'use client'

import { X } from 'lucide-react'
import { type Option, Select } from './fields'

type CountryChooserProps = {
  countries: readonly Option[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Countries that stay. */
  fixed?: readonly string[]
  /** What the list of chosen ones is called, and the words of its parts. */
  listLabel: string
  addLabel: string
  removeLabel: (country: string) => string
  placeholder?: string | undefined
  help?: string | undefined
  error?: string | undefined
}

/** Some countries out of all: the chosen ones as chips, and a field that adds one more. */
export function CountryChooser(props: CountryChooserProps) {
  const { countries, chosen, onChange, fixed = [], listLabel, addLabel, removeLabel, ...field } = props
  const nameOf = (country: string) => countries.find(({ value }) => value === country)?.label ?? country
  return (
    <div className="grid content-start gap-3">
      <ul className="flex flex-wrap gap-2 empty:hidden" aria-label={listLabel}>
        {chosen.map((country) => (
          <li key={country} className="chip chip--default gap-1">
            <span className="chip__label">{nameOf(country)}</span>
            {!fixed.includes(country) && (
              <button
                type="button"
                className="-me-1 grid size-6 cursor-pointer place-items-center rounded-chip hover:bg-surface-tertiary"
                aria-label={removeLabel(nameOf(country))}
                onClick={() => onChange(chosen.filter((other) => other !== country))}
              >
                <X className="size-3.5" aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <Select
        // The choice is taken at once, and the field stands empty again for the next one.
        key={chosen.length}
        label={addLabel}
        value={null}
        options={countries.filter(({ value }) => !chosen.includes(value))}
        onChange={(country) => onChange([...chosen, country])}
        {...field}
      />
    </div>
  )
}
