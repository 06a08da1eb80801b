import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from './button-class'
import { cx } from './cx'

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink(
  props: ComponentProps<typeof Link> & { look?: ButtonLook; size?: ButtonSize; iconOnly?: boolean },
) {
  const { look, size, iconOnly, className, ...rest } = props
  return <Link {...rest} className={cx(buttonClass(look, size, iconOnly), className)} />
}
