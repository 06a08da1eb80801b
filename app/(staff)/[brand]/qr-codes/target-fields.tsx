'use client'

import { useTranslations } from 'next-intl'
import { type Option, RadioGroup, Select, TextField } from '@/components/ui/fields'
import type { useProblems } from '@/components/ui/problem'
import type { QrKind } from '@/db/states'

export type TargetValue = { kind: QrKind; landingPageId: string; chatWords: string }

/** What a target becomes as input: words of a chat only where there is one. */
export const targetInput = <K extends QrKind>({
  kind,
  landingPageId,
  chatWords,
}: TargetValue & { kind: K }) => ({
  kind,
  landingPageId,
  ...(kind === 'page' ? {} : { chatWords }),
})

type TargetFieldsProps = {
  kinds: readonly QrKind[]
  pages: Option[]
  value: TargetValue
  onChange: (value: TargetValue) => void
  problems: ReturnType<typeof useProblems>
}

/** Where a code leads: a page, or a chat and the page that it is answered with. */
export function TargetFields({ kinds, pages, value, onChange, problems }: TargetFieldsProps) {
  const t = useTranslations('qr.create')
  const p = useTranslations('printing.kind')
  return (
    <>
      <RadioGroup
        label={p('label')}
        options={kinds.map((kind) => ({ value: kind, label: p(kind), help: p(`${kind}Help`) }))}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      {value.kind !== 'page' && (
        <TextField
          label={p('words')}
          help={p(value.kind === 'meta' ? 'metaWordsHelp' : 'wordsHelp')}
          placeholder={p('wordsExample')}
          value={value.chatWords}
          onChange={(chatWords) => onChange({ ...value, chatWords })}
          error={problems.field('chatWords')}
          maxLength={60}
        />
      )}
      <Select
        label={value.kind === 'page' ? t('page') : p('pageForChat')}
        help={value.kind === 'page' ? t('pageHelp') : undefined}
        options={pages}
        value={value.landingPageId}
        onChange={(landingPageId) => onChange({ ...value, landingPageId })}
        error={problems.field('landingPageId')}
      />
    </>
  )
}
