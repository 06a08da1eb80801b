'use client'

import { useId } from 'react'

type ColourFieldProps = {
  label: string
  /** `#17181a` */
  value: string
  onChange: (value: string) => void
  isDisabled?: boolean
}

/** A colour, picked by eye or typed; what is no colour yet is kept while it is being typed. */
export function ColourField({ label, value, onChange, isDisabled }: ColourFieldProps) {
  const id = useId()
  const isColour = /^#[0-9a-f]{6}$/i.test(value)
  return (
    <div className="flex h-9 min-w-0 grow basis-0 items-center gap-2 rounded-field border border-field-border bg-field px-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent phone:h-11">
      <input
        type="color"
        aria-label={label}
        value={isColour ? value : '#000000'}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value)}
        className="size-5 shrink-0 cursor-pointer rounded-chip border border-border bg-transparent p-0"
      />
      <label htmlFor={id} className="sr-only">
        {`${label}, #`}
      </label>
      <input
        id={id}
        value={value}
        disabled={isDisabled}
        maxLength={7}
        size={7}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={!isColour}
        onChange={(event) =>
          onChange(event.target.value.startsWith('#') ? event.target.value : `#${event.target.value}`)
        }
        className="w-0 min-w-0 grow bg-transparent font-mono text-control uppercase outline-none"
      />
    </div>
  )
}
