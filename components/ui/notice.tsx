import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

const looks = {
  info: { Icon: Info, className: 'bg-surface-secondary text-foreground' },
  warning: { Icon: TriangleAlert, className: 'bg-warning-soft text-warning-soft-foreground' },
  danger: { Icon: CircleAlert, className: 'bg-danger-soft text-danger-soft-foreground' },
}

/** A sentence that must be seen: what is wrong with a form as a whole, or what to know before going on. */
export function Notice({
  tone = 'info',
  children,
  className,
}: {
  tone?: keyof typeof looks
  children: ReactNode
  className?: string
}) {
  const { Icon, className: colours } = looks[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      className={cx('flex gap-2 rounded-sheet px-3 py-2 text-control', colours, className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
