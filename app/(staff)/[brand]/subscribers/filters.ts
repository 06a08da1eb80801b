import type { getTranslations } from 'next-intl/server'
import type { Topic } from '@/core/consent/queries'
import type { ListFacets, SourceChoice } from '@/core/subscribers/queries'
import { type ListSubscribersInput, lastMessageChoices, personStates } from '@/core/subscribers/schema'
import { type Locale, sourceKinds } from '@/db/states'
import { filtersOf, type ListAddress, listHref } from './address'
import type { Filter } from './filter-bar'

type FilterInput = {
  brand: string
  address: ListAddress
  locale: Locale
  t: Awaited<ReturnType<typeof getTranslations<'subscribers'>>>
  topics: Topic[]
  facets: ListFacets
  segments: SourceChoice[]
  /** Today in the brand's zone, `2026-11-25`. */
  today: string
}

type Option = { value: string; label: string }

const named = (choices: SourceChoice[]): Option[] =>
  choices.map(({ id, name }) => ({ value: id, label: name }))

const daysBefore = (today: string, days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)

/** The chips of the filter bar, each choice with the address it leads to. The first ones always show. */
export function readFilters(input: FilterInput): Filter[] {
  const { brand, address, locale, t, topics, facets, segments, today } = input
  const { columns } = address
  const filters = filtersOf(address.list)
  const hrefWith = (change: Partial<ListSubscribersInput>) =>
    listHref(brand, { list: { ...filters, ...change }, columns })
  const make = (
    name: string,
    key: Exclude<keyof ListSubscribersInput, 'search' | 'sort' | 'after' | 'before'>,
    options: Option[],
    isMain = false,
  ): Filter => {
    const value = filters[key]
    // A value that is none of the choices came by an address, or a choice that is gone: it counts all the same.
    const all =
      value && !options.some((one) => one.value === value) ? [...options, { value, label: value }] : options
    const chosen = all.find((option) => option.value === value)
    return {
      name,
      label: t(`filters.${name}`),
      isMain,
      current: chosen ? { ...chosen, without: hrefWith({ [key]: undefined }) } : null,
      choices: all.map((option) => ({ ...option, href: hrefWith({ [key]: option.value }) })),
    }
  }
  const languageName = new Intl.DisplayNames(locale, { type: 'language' })
  const countryName = new Intl.DisplayNames(locale, { type: 'region' })
  const all = [
    make(
      'topic',
      'topicId',
      topics.map((topic) => ({ value: topic.id, label: topic.name[locale] })),
      true,
    ),
    make(
      'state',
      'state',
      personStates.map((state) => ({ value: state, label: t(`states.${state}`) })),
      true,
    ),
    make('page', 'landingPageId', named(facets.pages), true),
    make('qr', 'qrCodeId', named(facets.qrCodes), true),
    make(
      'source',
      'sourceKind',
      sourceKinds.map((kind) => ({ value: kind, label: t(`sources.${kind}`) })),
    ),
    make(
      'country',
      'country',
      facets.countries.map((value) => ({ value, label: countryName.of(value) ?? value })),
    ),
    make(
      'language',
      'language',
      facets.languages.map((value) => ({ value, label: languageName.of(value) ?? value })),
    ),
    make(
      'joined',
      'joinedFrom',
      [7, 30, 90, 365].map((days) => ({
        value: daysBefore(today, days - 1),
        label: t('filters.lastDays', { days }),
      })),
    ),
    make(
      'until',
      'joinedUntil',
      [30, 90, 365].map((days) => ({
        value: daysBefore(today, days),
        label: t('filters.daysAgo', { days }),
      })),
    ),
    make(
      'message',
      'lastMessage',
      lastMessageChoices.map((value) => ({ value, label: t(`filters.messages.${value}`) })),
    ),
    make(
      'window',
      'window',
      (['open', 'closed'] as const).map((value) => ({ value, label: t(`filters.windows.${value}`) })),
    ),
    make(
      'tag',
      'tag',
      facets.tags.map((value) => ({ value, label: value })),
    ),
    make('segment', 'segmentId', named(segments)),
    make('renewal', 'renewal', [{ value: 'due', label: t('filters.renewals.due') }]),
    make(
      'attribute',
      'attribute',
      facets.attributeValues.map(({ key, label, value }) => ({
        value: `${key}:${value}`,
        label: `${label}: ${value}`,
      })),
    ),
  ]
  return all.filter((filter) => filter.choices.length > 0)
}
