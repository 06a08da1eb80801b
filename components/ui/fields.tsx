'use client'

import {
  Description,
  FieldError,
  Checkbox as HeroCheckbox,
  RadioGroup as HeroRadioGroup,
  Select as HeroSelect,
  Switch as HeroSwitch,
  TextArea as HeroTextArea,
  TextField as HeroTextField,
  Input,
  Label,
  ListBox,
  Radio,
} from '@heroui/react'
import { CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

type FieldWords = {
  label: ReactNode
  help?: ReactNode
  /** What is wrong and what to do; takes the place of `help`. */
  error?: string | undefined
  className?: string
}

/** Words under a field: help, or in the same place the error with its icon. */
function Under({ help, error }: Pick<FieldWords, 'help' | 'error'>) {
  return (
    <>
      {help && !error && <Description>{help}</Description>}
      <FieldError>
        <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
        <span>{error}</span>
      </FieldError>
    </>
  )
}

type TextProps = FieldWords &
  Omit<ComponentProps<typeof HeroTextField>, 'children' | 'className'> & {
    placeholder?: string
    /** Right of the label: a small link or a count. */
    labelAside?: ReactNode
    /** Inside the field, at the end: a unit, a button. */
    suffix?: ReactNode
    /** Codes and addresses. */
    mono?: boolean
  }

/** One line of text. `name`, `type`, `defaultValue`, `value`, `onChange(text)`, `autoComplete`, `isRequired` as HeroUI has them. */
export function TextField({
  label,
  labelAside,
  help,
  error,
  placeholder,
  suffix,
  mono,
  className,
  ...rest
}: TextProps) {
  return (
    <HeroTextField
      {...rest}
      validationBehavior="aria"
      isInvalid={Boolean(error)}
      fullWidth
      className={cx('min-w-0', className)}
    >
      <div className="flex items-baseline justify-between gap-3">
        <Label>{label}</Label>
        {labelAside}
      </div>
      <div className="relative">
        <Input
          placeholder={placeholder}
          className={cx('w-full', suffix ? 'pe-11!' : '', mono && 'font-mono')}
        />
        {suffix && <div className="absolute inset-y-0 end-1 flex items-center text-muted">{suffix}</div>}
      </div>
      <Under help={help} error={error} />
    </HeroTextField>
  )
}

/** Several lines of text. */
export function TextArea({
  label,
  labelAside,
  help,
  error,
  placeholder,
  rows = 3,
  className,
  ...rest
}: Omit<TextProps, 'suffix' | 'mono'> & { rows?: number }) {
  return (
    <HeroTextField
      {...rest}
      validationBehavior="aria"
      isInvalid={Boolean(error)}
      fullWidth
      className={cx('min-w-0', className)}
    >
      <div className="flex items-baseline justify-between gap-3">
        <Label>{label}</Label>
        {labelAside}
      </div>
      <HeroTextArea placeholder={placeholder} rows={rows} className="w-full leading-5" />
      <Under help={help} error={error} />
    </HeroTextField>
  )
}

export type Option<V extends string = string> = {
  value: V
  label: string
  help?: string
  isDisabled?: boolean
}

type SelectProps<V extends string> = FieldWords & {
  name?: string
  options: readonly Option<V>[]
  value?: V | null
  defaultValue?: V
  onChange?: (value: V) => void
  placeholder?: string
  isRequired?: boolean
  isDisabled?: boolean
}

/** One of a list. `value`/`onChange` or `name`/`defaultValue`. */
export function Select<V extends string>({
  label,
  help,
  error,
  options,
  value,
  defaultValue,
  onChange,
  placeholder,
  className,
  ...rest
}: SelectProps<V>) {
  return (
    <HeroSelect
      {...rest}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      onChange={(key) => key !== null && onChange?.(String(key) as V)}
      placeholder={placeholder}
      validationBehavior="aria"
      isInvalid={Boolean(error)}
      fullWidth
      className={cx('min-w-0', className)}
    >
      <Label>{label}</Label>
      <HeroSelect.Trigger>
        <HeroSelect.Value className="truncate" />
        <HeroSelect.Indicator />
      </HeroSelect.Trigger>
      <Under help={help} error={error} />
      <HeroSelect.Popover>
        <ListBox disabledKeys={options.filter((option) => option.isDisabled).map((option) => option.value)}>
          {options.map((option) => (
            <ListBox.Item key={option.value} id={option.value} textValue={option.label}>
              <div className="flex min-w-0 flex-col">
                <Label className="font-normal!">{option.label}</Label>
                {option.help && <Description>{option.help}</Description>}
              </div>
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </HeroSelect.Popover>
    </HeroSelect>
  )
}

type TickProps = Omit<FieldWords, 'label'> & {
  children: ReactNode
  name?: string
  value?: string
  isSelected?: boolean
  defaultSelected?: boolean
  onChange?: (isSelected: boolean) => void
  isDisabled?: boolean
}

/** A square box. Never ticked beforehand where it stands for somebody's consent. */
export function Checkbox({ children, help, error, className, ...rest }: TickProps) {
  return (
    <HeroCheckbox {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={className}>
      <HeroCheckbox.Content className="gap-2.5! text-body! font-normal!">
        <HeroCheckbox.Control>
          <HeroCheckbox.Indicator />
        </HeroCheckbox.Control>
        {children}
      </HeroCheckbox.Content>
      <Under help={help} error={error} />
    </HeroCheckbox>
  )
}

/** On or off, at once. */
export function Switch({ children, help, className, error: _, ...rest }: TickProps) {
  return (
    <HeroSwitch {...rest} size="sm" className={className}>
      <HeroSwitch.Content className="gap-2.5! text-body! font-normal!">
        <HeroSwitch.Control>
          <HeroSwitch.Thumb />
        </HeroSwitch.Control>
        {children}
      </HeroSwitch.Content>
      {help && <Description>{help}</Description>}
    </HeroSwitch>
  )
}

type RadioGroupProps<V extends string> = Omit<SelectProps<V>, 'placeholder'> & { isHorizontal?: boolean }

/** One of a few, all in sight. */
export function RadioGroup<V extends string>({
  label,
  help,
  error,
  options,
  value,
  defaultValue,
  onChange,
  className,
  isHorizontal,
  ...rest
}: RadioGroupProps<V>) {
  return (
    <HeroRadioGroup
      {...rest}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      onChange={(next) => onChange?.(next as V)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      orientation={isHorizontal ? 'horizontal' : 'vertical'}
      className={className}
    >
      <Label>{label}</Label>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} isDisabled={option.isDisabled}>
          <Radio.Content className="gap-2.5! text-body! font-normal!">
            <Radio.Control>
              <Radio.Indicator />
            </Radio.Control>
            {option.label}
          </Radio.Content>
          {option.help && <Description>{option.help}</Description>}
        </Radio>
      ))}
      <Under help={help} error={error} />
    </HeroRadioGroup>
  )
}
