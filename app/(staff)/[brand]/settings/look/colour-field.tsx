import { useId } from 'react'
import { TextField } from '@/components/ui/fields'

type ColourFieldProps = {
  label: string
  value: string
  isReadOnly: boolean
  onChange: (colour: string) => void
}

/** A colour, picked or written as `#rrggbb`. */
export function ColourField({ label, value, isReadOnly, onChange }: ColourFieldProps) {
  const id = useId()
  const isColour = /^#[0-9a-f]{6}$/i.test(value)
  return (
    <div className="flex items-end gap-2">
      <input
        id={id}
        type="color"
        aria-label={label}
        value={isColour ? value.toLowerCase() : '#000000'}
        disabled={isReadOnly}
        onChange={(event) => onChange(event.target.value.toUpperCase())}
        className="h-9 w-11 shrink-0 cursor-pointer rounded-sheet border border-field-border bg-surface p-1"
      />
      <TextField
        label={label}
        value={value}
        onChange={(text) => onChange(text.trim())}
        isReadOnly={isReadOnly}
        maxLength={7}
        mono
      />
    </div>
  )
}
