'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { type Option, TextArea, TextField } from '@/components/ui/fields'
import { FileButton } from '@/components/ui/file-button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toastError } from '@/components/ui/toast'
import { checkListAction, createBatchAction } from '../../actions'
import { TargetFields, type TargetValue, targetInput } from '../../target-fields'
import { ListReport } from './list-report'

/** A file as text: UTF-8, or what Windows spreadsheets write when it is not. Undefined for what is no text at all. */
async function readText(file: File): Promise<string | undefined> {
  const bytes = await file.arrayBuffer()
  if (new Uint8Array(bytes).includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** One code a place, from a pasted list or a file: first what every row becomes, then the codes. */
export function NewBatchForm({ brand, pages }: { brand: string; pages: Option[] }) {
  const t = useTranslations('printing.list')
  const router = useRouter()
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const [target, setTarget] = useState<TargetValue>({
    kind: 'page',
    landingPageId: pages[0]?.value ?? '',
    chatWords: '',
  })
  const check = useAction(checkListAction)
  const make = useAction(createBatchAction, {
    onSuccess: ({ data }) => router.push(`/${brand}/qr-codes/batches/${data.id}`),
  })
  const report = check.result.data
  const problems = useProblems(
    make.result.serverError || make.result.validationErrors ? make.result : check.result,
  )

  function change(list: string) {
    setText(list)
    // A report speaks of the list that it was made of.
    check.reset()
    make.reset()
  }

  async function choose(file: File) {
    const read = await readText(file)
    if (read === undefined) return toastError(t('fileUnreadable'))
    change(read)
    if (name === '') setName(file.name.replace(/\.\w+$/, '').slice(0, 80))
  }

  return (
    <form
      className="grid max-w-160 gap-4 px-6 py-5 phone:px-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!report) return check.execute({ brand, text })
        const { kind, ...rest } = targetInput(target)
        if (kind !== 'meta') make.execute({ brand, name, text, expected: report.good, kind, ...rest })
      }}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        placeholder={t('nameExample')}
        value={name}
        onChange={setName}
        error={problems.field('name')}
        maxLength={80}
      />
      <TargetFields
        kinds={['page', 'chat']}
        pages={pages}
        value={target}
        onChange={setTarget}
        problems={problems}
      />
      <TextArea
        label={t('text')}
        labelAside={
          <FileButton
            size="row"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            label={t('file')}
            onChoose={choose}
          >
            <FileUp className="size-4" aria-hidden="true" />
            {t('file')}
          </FileButton>
        }
        help={t('textHelp')}
        placeholder={t('textExample')}
        rows={10}
        value={text}
        onChange={change}
        error={problems.field('text')}
      />
      {report && <ListReport report={report} />}
      <div>
        {report && report.good > 0 ? (
          <SubmitButton isPending={make.isPending}>
            {t('make', { count: report.good })}
            {t('leave', { count: report.bad })}
          </SubmitButton>
        ) : (
          <SubmitButton isPending={check.isPending} isDisabled={text.trim() === ''}>
            {t('check')}
          </SubmitButton>
        )}
      </div>
    </form>
  )
}
