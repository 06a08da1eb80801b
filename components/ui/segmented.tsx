'use client'

import { RadioGroup as HeroRadioGroup, Label, Radio } from '@heroui/react'
import type { ReactNode } from 'react'
import { cx } from './cx'

type SegmentedProps<V extends string> = {
  label: ReactNode
  /** Right of the label: what the choice comes to. */
  aside?: ReactNode
  options: readonly { value: V; label: string }[]
  value: V
  onChange: (value: V) => void
  isDisabled?: boolean
}

/** One of a few short words, side by side; arrow keys move. A radio group in other clothes. */
export function Segmented<V extends string>({
  label,
  aside,
  options,
  value,
  onChange,
  isDisabled,
}: SegmentedProps<V>) {
  return (
    <HeroRadioGroup
      value={value}
      onChange={(next) => onChange(next as V)}
      orientation="horizontal"
      className="grid! gap-1.5!"
      {...(isDisabled ? { isDisabled } : {})}
    >
      <div className="flex items-baseline justify-between gap-3">
        <Label>{label}</Label>
        {aside && <span className="text-dense text-muted">{aside}</span>}
      </div>
      <div className="flex rounded-sheet bg-surface-secondary p-0.5">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className="m-0! min-w-0 grow basis-0 rounded-chip has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-accent"
          >
            {({ isSelected }) => (
              <Radio.Content
                className={cx(
                  'flex h-7 w-full cursor-pointer items-center justify-center truncate rounded-chip px-2 text-control phone:h-10',
                  isSelected
                    ? 'bg-segment font-heavy shadow-[0_0_0_1px_var(--border)]'
                    : 'text-muted hover:text-foreground',
                )}
              >
                {option.label}
              </Radio.Content>
            )}
          </Radio>
        ))}
      </div>
    </HeroRadioGroup>
  )
}
