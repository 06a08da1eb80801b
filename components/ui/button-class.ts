import { cx } from './cx'

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger' | 'danger-filled'
/** `md` 32 high, `commit` 36 for the one that commits, `row` 28 inside rows. On a phone all are 44, rows 36. */
export type ButtonSize = 'md' | 'commit' | 'row'

const looks: Record<ButtonLook, string> = {
  primary: 'button--primary',
  plain: 'button--outline',
  quiet: 'button--ghost',
  danger: 'button--outline [--button-fg:var(--danger)]!',
  'danger-filled': 'button--danger',
}

const sizes: Record<ButtonSize, { text: string; icon: string }> = {
  md: { text: 'h-8! px-3! phone:h-11!', icon: 'size-8! p-0! phone:size-11!' },
  commit: { text: 'h-9! px-4! phone:h-11!', icon: 'size-9! p-0! phone:size-11!' },
  row: { text: 'h-7! px-2.5! phone:h-9!', icon: 'size-7! p-0! phone:size-9!' },
}

/** The classes of a button, for a link that looks like one. */
export const buttonClass = (look: ButtonLook = 'plain', size: ButtonSize = 'md', iconOnly = false): string =>
  cx('button button--sm', looks[look], iconOnly ? sizes[size].icon : sizes[size].text)
