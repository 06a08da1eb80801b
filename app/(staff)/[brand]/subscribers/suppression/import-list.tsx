'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { TextArea } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import { importTextLimit } from '@/core/consent/suppression-schema'
import { importList } from './actions'
import { ImportReport } from './import-report'
import { type Reach, ReachFields, type TopicChoice } from './reach-fields'

/** The list of another system, pasted or as a file. */
export function ImportList({ brand, topics }: { brand: string; topics: TopicChoice[] }) {
  const t = useTranslations('suppression')
  const errors = useTranslations('errors')
  const [text, setText] = useState('')
  const [fileProblem, setFileProblem] = useState<string>()
  const [reach, setReach] = useState<Reach>({ scope: 'all', topicId: null, reason: 'imported' })
  const action = useAction(importList, { onSuccess: () => setText('') })
  const problems = useProblems(action.result)
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    setFileProblem(undefined)
    if (!file) return
    if (file.size > importTextLimit) return setFileProblem(errors('file-too-large'))
    setText(await file.text())
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, text, ...reach })
  }
  return (
    <Section title={t('importTitle')} last>
      <form onSubmit={submit} className="grid gap-4">
        {problems.general && <Notice tone="danger">{problems.general}</Notice>}
        <TextArea
          label={t('list')}
          labelAside={
            <label className="cursor-pointer text-control text-link underline underline-offset-2 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus">
              {t('chooseFile')}
              <input
                type="file"
                accept=".csv,.txt,text/csv,text/plain"
                className="sr-only"
                onChange={readFile}
              />
            </label>
          }
          rows={6}
          value={text}
          onChange={setText}
          placeholder={'06 12345678\n+32 470 12 34 56;stop;2025-03-01'}
          help={t('listHelp')}
          error={fileProblem ?? problems.field('text')}
        />
        <ReachFields reach={reach} topics={topics} onChange={setReach} problem={problems.field} />
        <SubmitButton look="plain" className="justify-self-start" isPending={action.isPending}>
          {t('importButton')}
        </SubmitButton>
      </form>
      {action.result.data && <ImportReport report={action.result.data} />}
    </Section>
  )
}
