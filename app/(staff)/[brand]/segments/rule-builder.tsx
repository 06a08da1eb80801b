import { useTranslations } from 'next-intl'
import { type Field, type Option, QueryBuilder, type RuleGroupType } from 'react-querybuilder'
import { mostDepth } from '@/core/subscribers/segments/schema'
import type { SegmentField } from './fields'

type RuleBuilderProps = {
  fields: SegmentField[]
  query: RuleGroupType
  onChange: (query: RuleGroupType) => void
  isDisabled: boolean
}

/** Rules in groups, each group all or any of them. The library keeps the tree; the words and the looks are ours. */
export function RuleBuilder({ fields, query, onChange, isDisabled }: RuleBuilderProps) {
  const t = useTranslations('segments')
  const titled = (key: string) => ({ label: t(`builder.${key}`), title: t(`builder.${key}`) })
  return (
    <QueryBuilder
      fields={toGroups(fields)}
      query={query}
      onQueryChange={onChange}
      disabled={isDisabled}
      maxLevels={mostDepth - 1}
      combinators={[
        { name: 'and', label: t('builder.and') },
        { name: 'or', label: t('builder.or') },
      ]}
      translations={{
        fields: {
          title: t('builder.field'),
          placeholderName: '',
          placeholderLabel: '',
          placeholderGroupLabel: '',
        },
        operators: {
          title: t('builder.operator'),
          placeholderName: '',
          placeholderLabel: '',
          placeholderGroupLabel: '',
        },
        values: {
          title: t('builder.value'),
          placeholderName: '',
          placeholderLabel: '',
          placeholderGroupLabel: '',
        },
        value: { title: t('builder.value') },
        combinators: { title: t('builder.combinator') },
        addRule: titled('addRule'),
        addGroup: titled('addGroup'),
        removeRule: { label: '×', title: t('builder.removeRule') },
        removeGroup: { label: '×', title: t('builder.removeGroup') },
        notToggle: titled('not'),
      }}
      showNotToggle
      listsAsArrays
      controlClassnames={{
        queryBuilder: 'rule-builder',
        addRule: 'text-link',
        addGroup: 'text-link',
      }}
      accessibleDescriptionGenerator={({ path }) =>
        t(path.length === 0 ? 'builder.root' : 'builder.group', {
          place: path.map((one) => one + 1).join('.'),
        })
      }
    />
  )
}

/** By heading, in the order in which the headings first come. */
function toGroups(fields: SegmentField[]): { label: string; options: Field[] }[] {
  return [...Map.groupBy(fields, (field) => field.group)].map(([label, some]) => ({
    label,
    options: some.map(toField),
  }))
}

const withoutValue = new Set(['known', 'unknown'])

function toField({ name, label, operators, values, input, first }: SegmentField): Field {
  return {
    name,
    value: name,
    label,
    defaultValue: first,
    operators: operators.map((operator) => ({
      ...operator,
      value: operator.name,
      ...(withoutValue.has(operator.name) ? { arity: 'unary' as const } : {}),
    })),
    ...(values
      ? {
          valueEditorType: 'select' as const,
          values: values.map((one): Option => ({ ...one, value: one.name })),
        }
      : { inputType: input ?? 'text' }),
  }
}
