import type { ReactNode } from 'react'
import { CrossMark } from '../ui/marks'

/** A page that could not be: what happened, what was kept, what to do. */
export function Failure({
  title,
  children,
  actions,
}: {
  title: string
  children: ReactNode
  actions: ReactNode
}) {
  return (
    <div className="grid max-w-140 gap-3 px-6 py-10 phone:px-4">
      <span className="grid size-7 place-items-center rounded-chip border-[1.5px] border-field-border text-muted">
        <CrossMark />
      </span>
      <h1 className="text-title">{title}</h1>
      <div className="grid gap-1 text-body text-muted">{children}</div>
      <div className="mt-2 flex flex-wrap gap-2">{actions}</div>
    </div>
  )
}
