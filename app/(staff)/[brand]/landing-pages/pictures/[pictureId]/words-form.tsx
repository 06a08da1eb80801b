'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { TextArea } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { LocalText } from '@/core/sources/landing-pages/schema'
import { wordsLength } from '@/core/sources/pictures/schema'
import { publicLanguages } from '@/db/states'
import { describe } from '../actions'

type WordsFormProps = { brand: string; pictureId: string; words: LocalText; mayWrite: boolean }

/** What the picture shows, for who cannot see it: a field a language. */
export function WordsForm({ brand, pictureId, words: saved, mayWrite }: WordsFormProps) {
  const t = useTranslations('pictures')
  const p = useTranslations('pages.languages')
  const [words, setWords] = useState(saved)
  const action = useAction(describe, { onSuccess: () => toast(t('saved')) })
  const problems = useProblems(action.result)
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        action.execute({ brand, pictureId, words })
      }}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      {publicLanguages.map((language) => (
        <div key={language} lang={language}>
          <TextArea
            label={p(language)}
            value={words[language]}
            onChange={(text) => setWords({ ...words, [language]: text })}
            rows={2}
            maxLength={wordsLength}
            isReadOnly={!mayWrite}
          />
        </div>
      ))}
      {mayWrite && (
        <SubmitButton className="justify-self-start" isPending={action.isPending}>
          {t('save')}
        </SubmitButton>
      )}
    </form>
  )
}
