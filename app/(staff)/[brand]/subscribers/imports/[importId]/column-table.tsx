'use client'

import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/fields'
import { attributeKey } from '@/core/sources/imports/rules'
import type { PlanInput } from '@/core/sources/imports/schema'

type Mapping = PlanInput['mapping']
type Field = Exclude<keyof Mapping, 'attributes'>
type Choice = Field | 'none' | 'attribute'

const fields: Field[] = ['number', 'name', 'language', 'consent', 'consentAt', 'consentSource', 'tags']

/** What a column is taken for. */
function choiceOf(mapping: Mapping, column: number): Choice {
  const field = fields.find((name) => mapping[name] === column)
  if (field) return field
  return mapping.attributes.some((each) => each.column === column) ? 'attribute' : 'none'
}

/** A column taken for something else: whatever it was before, and whoever had that role before, is let go. */
function choose(mapping: Mapping, column: number, choice: Choice, header: string): Mapping {
  const freed = Object.fromEntries(
    fields.map((name) => [name, mapping[name] === column ? -1 : mapping[name]]),
  ) as Record<Field, number>
  const others = mapping.attributes.filter((each) => each.column !== column)
  const next: Mapping = { ...freed, attributes: others }
  if (choice === 'none') return next
  if (choice !== 'attribute') return { ...next, [choice]: column }
  const wanted = attributeKey(header) || `field_${column + 1}`
  const key = others.some((each) => each.key === wanted) ? `${wanted}_${column + 1}` : wanted
  return { ...next, attributes: [...others, { key, column }] }
}

type Props = {
  header: string[]
  sample: string[][]
  mapping: Mapping
  onChange: (mapping: Mapping) => void
  error: string | undefined
}

/** The columns of the file, each with its first values and what it is taken for. */
export function ColumnTable({ header, sample, mapping, onChange, error }: Props) {
  const t = useTranslations('imports.plan')
  const options = (['none', ...fields, 'attribute'] as const).map((value) => ({
    value,
    label: t(`columns.${value}`),
  }))
  return (
    <div className="grid gap-2">
      <ul className="grid gap-0">
        {header.map((name, column) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={column}
            className="grid grid-cols-[minmax(0,1fr)_220px] items-center gap-4 border-b border-separator py-2 phone:grid-cols-1"
          >
            <div className="min-w-0">
              <p className="truncate text-control font-strong">
                {name.trim() || t('noHeader', { column: column + 1 })}
              </p>
              <p className="truncate text-caption text-muted" dir="auto">
                {sample
                  .slice(0, 3)
                  .map((row) => row[column]?.trim())
                  .filter(Boolean)
                  .join(' · ') || t('emptyColumn')}
              </p>
            </div>
            <Select
              label={<span className="sr-only">{t('takenFor', { column: name })}</span>}
              options={options}
              value={choiceOf(mapping, column)}
              onChange={(choice) => onChange(choose(mapping, column, choice, name))}
            />
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="text-caption text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
