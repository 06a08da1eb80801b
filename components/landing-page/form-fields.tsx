import { type MarkName, markIn, type RenderInput } from '@/core/sources/landing-pages/document/rules'
import type { FieldKind, FormField } from '@/core/sources/landing-pages/schema'
import { publicWords } from './words'

const inputs: Record<FieldKind, { type: string; autoComplete: string; maxLength?: number }> = {
  name: { type: 'text', autoComplete: 'name', maxLength: 80 },
  birthday: { type: 'date', autoComplete: 'bday' },
  postcode: { type: 'text', autoComplete: 'postal-code', maxLength: 12 },
  own: { type: 'text', autoComplete: 'off', maxLength: 200 },
}

/** What the brand asks beside the number, each with why. */
export function FormFields({ fields, page }: { fields: FormField[]; page: RenderInput }) {
  const { language } = page
  return fields.map(({ key, kind, label, purpose, required }) => {
    const name = `field:${key}` as const
    const part = (suffix: string) => markIn(page, `${name}${suffix}` as MarkName)
    return (
      <div className="q" key={key}>
        <label className="lb" htmlFor={name}>
          {label[language]}
          {!required && <span> {publicWords[language].optional}</span>}
        </label>
        <input
          id={name}
          name={name}
          {...inputs[kind]}
          required={required}
          aria-describedby={`${name}-why`}
          defaultValue={part('')}
          data-mark={part('-attributes')}
        />
        <p className="why" id={`${name}-why`}>
          {purpose[language]}
        </p>
        {part('-error-html')}
      </div>
    )
  })
}
