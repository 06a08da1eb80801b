'use client'

import { ChevronDown, Search, SlidersHorizontal, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

export type FilterChoice = { value: string; label: string; href: string }
export type Filter = {
  name: string
  label: string
  /** In sight also while nothing is chosen. */
  isMain: boolean
  /** What is chosen now, and the address without it. */
  current: { value: string; label: string; without: string } | null
  choices: FilterChoice[]
}

type FilterBarProps = {
  action: string
  search: string
  /** The other filters, which the search keeps. */
  kept: Record<string, string>
  filters: Filter[]
  clear: string | null
}

/** Search and filter chips. All of it stands in the address, so Back, a bookmark and a colleague see the same list. */
export function FilterBar({ action, search, kept, filters, clear }: FilterBarProps) {
  const t = useTranslations('subscribers')
  const [showsAll, setShowsAll] = useState(false)
  const shown = filters.filter((filter) => showsAll || filter.isMain || filter.current)
  return (
    <search className="flex flex-wrap items-center gap-2 border-b border-border px-6 py-2.5 phone:px-4">
      <Form action={action} className="relative grow basis-56 max-w-60 phone:max-w-none phone:basis-full">
        <Search
          className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
          aria-hidden="true"
        />
        <input
          type="search"
          name="q"
          id="people-search"
          key={search}
          defaultValue={search}
          placeholder={t('filters.search')}
          aria-label={t('filters.search')}
          className="h-8 w-full rounded-sheet border border-field-border bg-surface ps-8 pe-2 text-control placeholder:text-muted phone:h-11 phone:text-[16px]"
        />
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </Form>
      {shown.map((filter) => (
        <FilterPill key={filter.name} filter={filter} />
      ))}
      {(showsAll || shown.length < filters.length) && (
        <Button look="quiet" size="row" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
          <SlidersHorizontal className="size-3.5" aria-hidden="true" />
          {t(showsAll ? 'filters.fewer' : 'filters.more')}
        </Button>
      )}
      {clear && (
        <Link href={clear} className="text-link text-control">
          {t('clear')}
        </Link>
      )}
    </search>
  )
}

/** A chip that is a native select underneath: the same on a phone, with a keyboard and to a screen reader. */
function FilterPill({ filter }: { filter: Filter }) {
  const t = useTranslations('subscribers.filters')
  const router = useRouter()
  const { label, current, choices } = filter
  return (
    <span className="inline-flex h-7 items-stretch rounded-sheet border border-border text-control phone:h-11">
      <span className="relative flex items-center gap-1.5 rounded-sheet ps-2.5 pe-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
        <span className="text-muted">{label}</span>
        {current ? (
          <span className="max-w-44 truncate font-strong">{current.label}</span>
        ) : (
          <ChevronDown className="size-3.5 text-muted" aria-hidden="true" />
        )}
        <select
          aria-label={label}
          value={current?.value ?? ''}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value)
            router.push(chosen?.href ?? current?.without ?? '?')
          }}
          className="absolute inset-0 w-full cursor-pointer appearance-none opacity-0"
        >
          <option value="">{t('any')}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      </span>
      {current && (
        <Link
          href={current.without}
          aria-label={t('remove', { field: label })}
          className="grid w-7 place-items-center rounded-e-sheet border-s border-border text-muted hover:bg-surface-secondary hover:text-foreground phone:w-11"
        >
          <X className="size-3.5" aria-hidden="true" />
        </Link>
      )}
    </span>
  )
}
