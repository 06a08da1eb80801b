'use client'

import { useTranslations } from 'next-intl'
import { Checkbox, RadioGroup, TextArea, TextField } from '@/components/ui/fields'
import { FileButton } from '@/components/ui/file-button'

export type EvidenceDraft = {
  has: boolean
  topicIds: string[]
  source: string
  /** `YYYY-MM-DD`, or empty. */
  date: string
  wording: string
  language: 'nl' | 'en'
  declared: boolean
}

type Props = {
  draft: EvidenceDraft
  onChange: (draft: EvidenceDraft) => void
  topics: { id: string; name: string }[]
  declaration: string
  hasDateColumn: boolean
  proof: { name: string | null; error: string | undefined; onChoose: (file: File) => void }
  error: (field: string) => string | undefined
}

/** What shows that these people asked for it. Without it they come in, and nobody can message them. */
export function EvidenceFields({ draft, onChange, topics, declaration, hasDateColumn, proof, error }: Props) {
  const t = useTranslations('imports.plan')
  const set = (change: Partial<EvidenceDraft>) => onChange({ ...draft, ...change })
  return (
    <div className="grid max-w-160 gap-4">
      <RadioGroup
        label={t('evidence')}
        value={draft.has ? 'yes' : 'no'}
        onChange={(value) => set({ has: value === 'yes' })}
        options={[
          { value: 'yes', label: t('evidenceYes') },
          { value: 'no', label: t('evidenceNo'), help: t('evidenceNoHelp') },
        ]}
      />
      {draft.has && (
        <>
          <fieldset className="grid gap-2">
            <legend className="mb-2 text-dense font-strong">{t('topics')}</legend>
            {topics.map(({ id, name }) => (
              <Checkbox
                key={id}
                isSelected={draft.topicIds.includes(id)}
                onChange={(isSelected) =>
                  set({
                    topicIds: isSelected
                      ? [...draft.topicIds, id]
                      : draft.topicIds.filter((other) => other !== id),
                  })
                }
              >
                {name}
              </Checkbox>
            ))}
            {error('topicIds') && (
              <p role="alert" className="text-caption text-danger">
                {error('topicIds')}
              </p>
            )}
          </fieldset>
          <TextField
            label={t('source')}
            help={t('sourceHelp')}
            value={draft.source}
            onChange={(source) => set({ source })}
            error={error('source')}
            maxLength={200}
          />
          <TextField
            label={t(hasDateColumn ? 'dateForOthers' : 'date')}
            help={t(hasDateColumn ? 'dateForOthersHelp' : 'dateHelp')}
            type="date"
            value={draft.date}
            onChange={(date) => set({ date })}
            error={error('consentAt')}
            className="max-w-60"
          />
          <TextArea
            label={t('wording')}
            help={t('wordingHelp')}
            rows={4}
            value={draft.wording}
            onChange={(wording) => set({ wording })}
            error={error('wording')}
            maxLength={4000}
          />
          <RadioGroup
            label={t('wordingLanguage')}
            isHorizontal
            value={draft.language}
            onChange={(language) => set({ language })}
            options={[
              { value: 'nl', label: 'Nederlands' },
              { value: 'en', label: 'English' },
            ]}
          />
          <Proof {...proof} />
          <Checkbox
            isSelected={draft.declared}
            onChange={(declared) => set({ declared })}
            error={error('declared')}
          >
            <span className="max-w-[64ch]">{declaration}</span>
          </Checkbox>
        </>
      )}
    </div>
  )
}

function Proof({ name, error, onChoose }: Props['proof']) {
  const t = useTranslations('imports.plan')
  return (
    <div className="grid justify-items-start gap-1.5">
      <span className="text-dense font-strong">{t('proof')}</span>
      <div className="flex flex-wrap items-center gap-3">
        <FileButton accept=".pdf,.png,.jpg,.jpeg" label={t('proof')} onChoose={onChoose}>
          {t(name ? 'proofReplace' : 'proofChoose')}
        </FileButton>
        {name && <span className="text-control wrap-anywhere">{name}</span>}
      </div>
      <p
        className={error ? 'text-caption text-danger' : 'text-caption text-muted'}
        role={error ? 'alert' : undefined}
      >
        {error ?? t('proofHelp')}
      </p>
    </div>
  )
}
