import type { getTranslations } from 'next-intl/server'
import type { Topic } from '@/core/consent/queries'
import type { ListFacets } from '@/core/subscribers/queries'
import { consentStates, type Locale, sourceKinds } from '@/db/states'

type Choice = { name: string; label: string }

/** A field as react-querybuilder takes it, in the words of the reader. */
export type SegmentField = {
  name: string
  label: string
  group: string
  operators: Choice[]
  values?: Choice[]
  input?: 'number' | 'date' | 'text'
  /** What a new rule about it begins with. */
  first: string
}

type FieldInput = {
  t: Awaited<ReturnType<typeof getTranslations<'segments'>>>
  people: Awaited<ReturnType<typeof getTranslations<'subscribers'>>>
  locale: Locale
  topics: Topic[]
  facets: ListFacets
}

/** Everything that this brand can ask of its people. What it may ask at all stands in the schema of segments. */
export function readFields({ t, people, locale, topics, facets }: FieldInput): SegmentField[] {
  const operators = (...names: string[]): Choice[] =>
    names.map((name) => ({ name, label: t(`operators.${name}`) }))
  const group = (name: string) => t(`groups.${name}`)
  const choice = (
    name: string,
    label: string,
    of: string,
    values: Choice[],
    ops = operators('is', 'isNot'),
  ): SegmentField[] =>
    values.length === 0
      ? []
      : [{ name, label, group: group(of), operators: ops.map(toSign), values, first: values[0]?.name ?? '' }]
  const days = (name: string): SegmentField => ({
    name,
    label: t(`fields.${name}`),
    group: group('behaviour'),
    operators: operators('within', 'notWithin'),
    input: 'number',
    first: '30',
  })
  const languageName = new Intl.DisplayNames(locale, { type: 'language' })
  const countryName = new Intl.DisplayNames(locale, { type: 'region' })
  const states = [...consentStates, 'none' as const].map((state) => ({
    name: state,
    label: people(`states.${state === 'none' ? 'noneTopic' : state}`),
  }))
  return [
    ...topics.flatMap((topic) =>
      choice(`consent:${topic.id}`, t('fields.consent', { topic: topic.name[locale] }), 'consent', states),
    ),
    ...choice('source', t('fields.source'), 'consent', [
      ...sourceKinds.map((kind) => ({ name: `kind:${kind}`, label: people(`sources.${kind}`) })),
      ...facets.pages.map(({ id, name }) => ({
        name: `page:${id}`,
        label: people('sources.page', { name }),
      })),
      ...facets.qrCodes.map(({ id, name }) => ({ name: `qr:${id}`, label: name })),
    ]),
    ...choice('renewal', t('fields.renewal'), 'consent', [{ name: 'due', label: t('renewalDue') }]),
    { ...days('joined'), group: group('consent') },
    ...choice(
      'tag',
      t('fields.tag'),
      'person',
      facets.tags.map((name) => ({ name, label: name })),
      operators('has', 'hasNot'),
    ),
    ...choice(
      'language',
      t('fields.language'),
      'person',
      facets.languages.map((name) => ({ name, label: languageName.of(name) ?? name })),
    ),
    ...choice(
      'country',
      t('fields.country'),
      'person',
      facets.countries.map((name) => ({ name, label: countryName.of(name) ?? name })),
    ),
    ...facets.attributes.flatMap((attribute) => attributeField(attribute, { t, operators, group, choice })),
    days('received'),
    days('read'),
    {
      name: 'unread',
      label: t('fields.unread'),
      group: group('behaviour'),
      operators: [{ name: '>=', label: t('operators.atLeast') }],
      input: 'number',
      first: '3',
    },
    days('pressed'),
    days('clicked'),
    ...choice(
      'window',
      t('fields.window'),
      'behaviour',
      ['open', 'closed'].map((name) => ({ name, label: people(`filters.windows.${name}`) })),
      operators('is'),
    ),
  ]
}

/** The words of an operator are ours, its sign is that of the rules. */
const signs: Record<string, string> = { is: '=', isNot: '!=', less: '<', more: '>' }
const toSign = ({ name, label }: Choice): Choice => ({ name: signs[name] ?? name, label })

type Makers = {
  t: FieldInput['t']
  operators: (...names: string[]) => Choice[]
  group: (name: string) => string
  choice: (name: string, label: string, of: string, values: Choice[], ops?: Choice[]) => SegmentField[]
}

function attributeField(
  { key, label, kind }: ListFacets['attributes'][number],
  { t, operators, group, choice }: Makers,
): SegmentField[] {
  const name = `attribute:${key}`
  const field = (input: 'text' | 'number' | 'date', first: string, ...names: string[]): SegmentField[] => [
    { name, label, group: group('attributes'), operators: operators(...names).map(toSign), input, first },
  ]
  switch (kind) {
    case 'boolean':
      return choice(name, label, 'attributes', [
        { name: 'true', label: t('yes') },
        { name: 'false', label: t('no') },
      ])
    case 'number':
      return field('number', '0', 'more', 'less', 'is', 'isNot', 'known', 'unknown')
    case 'date':
      return field('date', '', 'before', 'after', 'known', 'unknown')
    case 'text':
      return field('text', '', 'is', 'isNot', 'contains', 'known', 'unknown')
  }
}
