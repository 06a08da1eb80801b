'use client'

import { Button as HeroButton } from '@heroui/react'
import type { ComponentProps, ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { type ButtonLook, type ButtonSize, buttonClass } from './button-class'

type ButtonProps = Omit<ComponentProps<typeof HeroButton>, 'size' | 'variant' | 'className' | 'children'> & {
  look?: ButtonLook
  size?: ButtonSize
  /** A key printed inside, for example `↵`. */
  keyHint?: string
  children: ReactNode
  className?: string
}

/** A button says what happens. One `primary` a view; `danger` is red text until the confirming dialog. */
export function Button({
  look = 'plain',
  size = 'md',
  keyHint,
  children,
  className = '',
  ...rest
}: ButtonProps) {
  return (
    <HeroButton {...rest} className={`${buttonClass(look, size, rest.isIconOnly)} ${className}`}>
      {children}
      {keyHint && (
        <kbd className="grid h-[18px] min-w-[18px] place-items-center rounded-chip border border-current px-1 font-sans text-key font-medium opacity-80 phone:hidden">
          {keyHint}
        </kbd>
      )}
    </HeroButton>
  )
}

/**
 * The button that sends a form. It waits while the form is on its way, so that a second press does nothing.
 * @param props.isPending for forms sent by `useAction`; a plain form action is followed by itself.
 */
export function SubmitButton({ look = 'primary', size = 'commit', isPending, ...rest }: ButtonProps) {
  const { pending } = useFormStatus()
  return <Button {...rest} type="submit" look={look} size={size} isPending={isPending || pending} />
}
