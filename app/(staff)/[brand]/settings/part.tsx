import type { ReactNode } from 'react'

/** A part of the settings: what it is left, the thing itself right. */
export function Part({ title, text, children }: { title: ReactNode; text: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[232px_minmax(0,1fr)] gap-x-10 gap-y-4 border-b border-border px-6 py-5 last:border-0 @max-[860px]:grid-cols-1 phone:px-4">
      <div>
        <h2 className="text-section">{title}</h2>
        <p className="mt-1 max-w-[44ch] text-dense text-muted">{text}</p>
      </div>
      <div className="min-w-0 max-w-180">{children}</div>
    </section>
  )
}
