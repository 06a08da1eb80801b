import type { ReactNode } from 'react'
import { BrandTile } from '../ui/marks'

/** A sheet outside any brand: no rail, only whose house this is. */
export function BlankSheet({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-background p-2 phone:p-0">
      <main className="grow rounded-sheet border border-border bg-surface phone:rounded-none phone:border-0">
        <div className="flex h-14 items-center gap-2.5 border-b border-border px-6 text-body font-heavy phone:px-4">
          <BrandTile className="size-6" />
          Vinkje
        </div>
        {children}
      </main>
    </div>
  )
}
