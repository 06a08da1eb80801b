'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { ReviewRow } from '@/core/consent/review-queries'
import type { Verdict } from '@/db/states'
import { judge, undo } from './actions'
import { ReviewedWords, ReviewHead } from './review-head'

type ReviewListProps = { brand: string; zone: string; rows: ReviewRow[]; mayJudge: boolean }

/** Keys act only where nobody is typing and no browser key is held. */
const isFree = (event: KeyboardEvent) =>
  !(event.ctrlKey || event.metaKey || event.altKey) &&
  !(event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role=dialog]'))

/** What waits to be judged. One row is held; ↑ and ↓ move, O and N judge it, and the toast takes it back. */
export function ReviewList({ brand, zone, rows, mayJudge }: ReviewListProps) {
  const t = useTranslations('inbox')
  const [heldId, setHeldId] = useState(rows[0]?.id)
  const held = rows.find((row) => row.id === heldId) ?? rows[0]
  const list = useRef<HTMLUListElement>(null)
  const judging = useAction(judge)
  const undoing = useAction(undo, { onSuccess: () => toast(t('undone')) })
  const problems = useProblems(judging.result)
  const undoProblems = useProblems(undoing.result)
  const problem = problems.general ?? undoProblems.general

  const decide = async (reviewId: string, verdict: Verdict) => {
    const result = await judging.executeAsync({ brand, reviewId, verdict })
    if (result?.serverError || result?.validationErrors) return
    toast(t(verdict === 'opted_out' ? 'optedOutDone' : 'notDone'), {
      action: { label: t('undo'), onPress: () => undoing.execute({ brand, reviewId }) },
    })
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!held || !isFree(event)) return
      const place = rows.findIndex((row) => row.id === held.id)
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
      if (step !== undefined) {
        const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))]
        if (!next) return
        event.preventDefault()
        setHeldId(next.id)
        list.current?.querySelector(`[data-review="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
      } else if (mayJudge && !judging.isPending && (event.key === 'o' || event.key === 'n')) {
        event.preventDefault()
        void decide(held.id, event.key === 'o' ? 'opted_out' : 'not_an_opt_out')
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  return (
    <div className="px-6 phone:px-4">
      {problem && (
        <Notice tone="danger" className="mt-4">
          {problem}
        </Notice>
      )}
      <ul ref={list} aria-label={t('waiting')}>
        {rows.map((row) => {
          const isHeld = row.id === held?.id
          return (
            <li
              key={row.id}
              data-review={row.id}
              aria-current={isHeld ? 'true' : undefined}
              className={cx(
                '-mx-6 grid gap-3 border-b border-border px-6 py-4 phone:-mx-4 phone:px-4',
                isHeld && 'bg-wash shadow-[inset_2px_0_0_var(--accent)]',
              )}
            >
              <ReviewHead row={row} brand={brand} zone={zone} />
              <ReviewedWords row={row} />
              {mayJudge && (
                <div className="flex flex-wrap items-center gap-2">
                  <Button
                    look={isHeld ? 'primary' : 'plain'}
                    {...(isHeld ? { keyHint: 'O' } : {})}
                    isDisabled={judging.isPending}
                    onPress={() => decide(row.id, 'opted_out')}
                    aria-label={t('optedOutOf', { who: row.name ?? row.phone ?? t('unknown') })}
                  >
                    {t('optedOut')}
                  </Button>
                  <Button
                    {...(isHeld ? { keyHint: 'N' } : {})}
                    isDisabled={judging.isPending}
                    onPress={() => decide(row.id, 'not_an_opt_out')}
                    aria-label={t('notOf', { who: row.name ?? row.phone ?? t('unknown') })}
                  >
                    {t('not')}
                  </Button>
                </div>
              )}
            </li>
          )
        })}
      </ul>
      <p className="py-4 text-caption text-muted phone:hidden">{t('keys')}</p>
    </div>
  )
}
