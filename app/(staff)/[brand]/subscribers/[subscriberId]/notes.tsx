'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { type FormEvent, useState } from 'react'
import { ProofTime } from '@/components/subscribers/proof-time'
import { Button, SubmitButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { TextArea } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { Note } from '@/core/subscribers/notes'
import { rewriteNote, throwAwayNote, writeNote } from './actions'

type NotesProps = { brand: string; subscriberId: string; notes: Note[]; zone: string; mayWrite: boolean }

/** What colleagues wrote down, and room for the next. Who wrote one may change it and throw it away. */
export function Notes({ brand, subscriberId, notes, zone, mayWrite }: NotesProps) {
  const t = useTranslations('person.notes')
  return (
    <div className="grid gap-5">
      {mayWrite && <NewNote brand={brand} subscriberId={subscriberId} />}
      {notes.length === 0 ? (
        <p className="text-control text-muted">{t('empty')}</p>
      ) : (
        <ol>
          {notes.map((note) => (
            <li key={note.id} className="border-b border-separator py-3 first:pt-0 last:border-0">
              <OneNote brand={brand} note={note} zone={zone} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function NewNote({ brand, subscriberId }: Pick<NotesProps, 'brand' | 'subscriberId'>) {
  const t = useTranslations('person.notes')
  const [text, setText] = useState('')
  const action = useAction(writeNote, { onSuccess: () => setText('') })
  const problems = useProblems(action.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.execute({ brand, subscriberId, text })
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextArea
        label={t('label')}
        help={t('help')}
        error={problems.field('text')}
        value={text}
        onChange={setText}
        maxLength={4000}
      />
      <SubmitButton size="md" className="justify-self-start" isPending={action.isPending}>
        {t('add')}
      </SubmitButton>
    </form>
  )
}

function OneNote({ brand, note, zone }: { brand: string; note: Note; zone: string }) {
  const t = useTranslations('person.notes')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState(note.text)
  const rewrite = useAction(rewriteNote, { onSuccess: () => setOpen(false) })
  const throwAway = useAction(throwAwayNote, { onSuccess: () => toast(t('gone')) })
  const problems = useProblems(rewrite.result)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rewrite.execute({ brand, noteId: note.id, text })
  }
  return (
    <article className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-control font-strong">{note.author ?? t('authorUnknown')}</h3>
        <span className="flex gap-2">
          {note.changedAt && <span className="text-caption text-muted">{t('changed')}</span>}
          <ProofTime at={note.at} zone={zone} />
        </span>
      </div>
      {isOpen ? (
        <form onSubmit={submit} className="grid gap-3">
          {problems.general && <Notice tone="danger">{problems.general}</Notice>}
          <TextArea
            label={t('change')}
            error={problems.field('text')}
            value={text}
            onChange={setText}
            maxLength={4000}
            autoFocus
          />
          <div className="flex gap-2">
            <SubmitButton size="md" isPending={rewrite.isPending}>
              {t('save')}
            </SubmitButton>
            <Button onPress={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      ) : (
        <p className="text-body whitespace-pre-wrap wrap-anywhere">{note.text}</p>
      )}
      {note.isOwn && !isOpen && (
        <div className="-ms-2 flex gap-1">
          <Button look="quiet" size="row" onPress={() => setOpen(true)}>
            {t('edit')}
          </Button>
          <ConfirmDialog
            trigger={{ label: t('remove'), look: 'quiet', size: 'row' }}
            title={t('removeTitle')}
            confirmLabel={t('removeConfirm')}
            onConfirm={() => throwAway.executeAsync({ brand, noteId: note.id })}
          >
            <p>{t('removeBody')}</p>
          </ConfirmDialog>
        </div>
      )}
    </article>
  )
}
