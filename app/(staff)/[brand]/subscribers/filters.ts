import type { getTranslations } from 'next-intl/server'
import type { Topic } from '@/core/consent/queries'
import type { SourceChoice } from '@/core/subscribers/queries'
import type { ListSubscribersInput } from '@/core/subscribers/schema'
import type { Locale } from '@/db/states'
import { filterStates, filtersOf, listHref } from './address'
import type { Filter } from './filter-bar'

type FilterInput = {
  brand: string
  list: ListSubscribersInput
  locale: Locale
  t: Awaited<ReturnType<typeof getTranslations<'subscribers'>>>
  topics: Topic[]
  pages: SourceChoice[]
  qrCodes: SourceChoice[]
}

/** The chips of the filter bar, each choice with the address it leads to. */
export function readFilters({ brand, list, locale, t, topics, pages, qrCodes }: FilterInput): {
  filters: Filter[]
  kept: Record<string, string>
} {
  const filters = filtersOf(list)
  const make = (
    name: string,
    label: string,
    key: 'topicId' | 'state' | 'landingPageId' | 'qrCodeId',
    options: { value: string; label: string }[],
  ): Filter => {
    const chosen = options.find((option) => option.value === list[key])
    return {
      name,
      label,
      current: chosen
        ? { label: chosen.label, without: listHref(brand, { list: { ...filters, [key]: undefined } }) }
        : null,
      choices: options.map((option) => ({
        ...option,
        href: listHref(brand, { list: { ...filters, [key]: option.value } }),
      })),
    }
  }
  const named = (choices: SourceChoice[]) => choices.map(({ id, name }) => ({ value: id, label: name }))
  const all = [
    make(
      'topic',
      t('filters.topic'),
      'topicId',
      topics.map((topic) => ({ value: topic.id, label: topic.name[locale] })),
    ),
    make(
      'state',
      t('filters.state'),
      'state',
      filterStates.map((state) => ({ value: state, label: t(`states.${state}`) })),
    ),
    make('page', t('filters.page'), 'landingPageId', named(pages)),
    make('qr', t('filters.qr'), 'qrCodeId', named(qrCodes)),
  ]
  const kept = { topic: list.topicId, state: list.state, page: list.landingPageId, qr: list.qrCodeId }
  return {
    filters: all.filter((filter) => filter.choices.length > 0),
    kept: Object.fromEntries(Object.entries(kept).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  }
}
