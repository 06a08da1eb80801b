'use client'

import { useTranslations } from 'next-intl'
import { missingVariables } from '@/core/campaigns/rules'
import type { Variables } from '@/core/campaigns/schema'
import { looksTracked } from '@/core/templates/rules'
import type { TemplateVariable } from '@/core/templates/schema'
import { Select, TextField } from '../ui/fields'

type VariableFieldsProps = {
  needed: TemplateVariable[]
  values: Variables
  onChange: (values: Variables) => void
  /** Whether empty ones are pointed out: after a try to go on. */
  showMissing: boolean
}

/** What goes into each placeholder: the person's own name, or the same text for everybody. */
export function VariableFields({ needed, values, onChange, showMissing }: VariableFieldsProps) {
  const t = useTranslations('campaigns.variables')
  if (needed.length === 0) return <p className="text-body text-muted">{t('none')}</p>
  const missing = showMissing
    ? missingVariables(
        needed.filter((one) => !one.optional).map((one) => one.key),
        values,
      )
    : []
  return (
    <div className="grid gap-5">
      {needed.map((variable) => {
        const value = values[variable.key] ?? { from: 'text' as const, text: '' }
        const set = (next: Variables[string]) => onChange({ ...values, [variable.key]: next })
        const label = labelOf(t, variable)
        const error = missing.includes(variable.key)
          ? t(value.from === 'name' ? 'fallbackMissing' : 'missing')
          : undefined
        return (
          <fieldset key={variable.key} className="grid gap-3 border-b border-separator pb-5 last:border-0">
            <legend className="mb-2 text-control font-strong">{label}</legend>
            <div className="grid grid-cols-[200px_minmax(0,1fr)] items-start gap-3 phone:grid-cols-1">
              {variable.kind === 'text' && variable.part !== 'button' ? (
                <Select
                  label={t('from')}
                  value={value.from}
                  onChange={(from) =>
                    set(from === 'name' ? { from, fallback: '' } : { from, text: variable.example ?? '' })
                  }
                  options={[
                    { value: 'name', label: t('fromName') },
                    { value: 'text', label: t('fromText') },
                  ]}
                />
              ) : (
                <p className="pt-7 text-control text-muted">
                  {t(
                    variable.kind !== 'text'
                      ? 'media'
                      : looksTracked(variable.address)
                        ? 'linkWhole'
                        : 'linkEnd',
                  )}
                </p>
              )}
              {value.from === 'name' ? (
                <TextField
                  label={t('fallback')}
                  help={t('fallbackHelp')}
                  error={error}
                  value={value.fallback}
                  onChange={(fallback) => set({ from: 'name', fallback })}
                  maxLength={60}
                  isRequired
                />
              ) : (
                <TextField
                  label={t('text')}
                  help={variable.example ? t('example', { example: variable.example }) : undefined}
                  error={error}
                  value={value.text}
                  onChange={(text) => set({ from: 'text', text })}
                  maxLength={600}
                  isRequired={!variable.optional}
                />
              )}
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}

function labelOf(
  t: ReturnType<typeof useTranslations<'campaigns.variables'>>,
  variable: TemplateVariable,
): string {
  if (variable.key === 'header_media') return t('headerMedia')
  if (variable.part === 'button') return t('button', { number: Number(variable.key.replace(/\D/g, '')) + 1 })
  return t(variable.part, { name: variable.key.replace(/^header_/, '') })
}
