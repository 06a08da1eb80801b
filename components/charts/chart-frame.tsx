'use client'

import { ChartColumn, Table2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'

type ChartFrameProps = {
  title: ReactNode
  legend?: ReactNode
  chart: ReactNode
  /** The same figures as a real table. */
  table: ReactNode
}

/** A chart with its title, its legend, and a button that turns it into a table. */
export function ChartFrame({ title, legend, chart, table }: ChartFrameProps) {
  const t = useTranslations('overview.chart')
  const [isTable, setIsTable] = useState(false)
  const body = useId()
  const Icon = isTable ? ChartColumn : Table2
  return (
    <section className="px-6 py-4 phone:px-4">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-section">{title}</h2>
        <div className="ms-auto flex flex-wrap items-center gap-x-4 gap-y-1 text-caption text-muted">
          {!isTable && legend}
          <button
            type="button"
            aria-pressed={isTable}
            aria-controls={body}
            onClick={() => setIsTable(!isTable)}
            className="-me-1.5 flex h-7 cursor-pointer items-center gap-1.5 rounded-chip px-1.5 hover:bg-wash hover:text-foreground phone:h-11"
          >
            <Icon className="size-4" aria-hidden="true" />
            {isTable ? t('asChart') : t('asTable')}
          </button>
        </div>
      </div>
      <div id={body}>{isTable ? <div className="max-h-96 overflow-y-auto">{table}</div> : chart}</div>
    </section>
  )
}

/** A square or a dotted line with its word. */
export function Key({
  className,
  dotted,
  children,
}: {
  className?: string
  dotted?: boolean
  children: ReactNode
}) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      {dotted ? (
        <span className="w-4 border-t-2 border-dotted border-muted" aria-hidden="true" />
      ) : (
        <span className={`size-2 rounded-bar ${className ?? ''}`} aria-hidden="true" />
      )}
      {children}
    </span>
  )
}
