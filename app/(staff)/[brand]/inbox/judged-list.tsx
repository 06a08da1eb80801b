'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { ReviewRow } from '@/core/consent/review-queries'
import { undo } from './actions'
import { ReviewedWords, ReviewHead } from './review-head'

type JudgedListProps = { brand: string; zone: string; rows: ReviewRow[]; mayJudge: boolean }

/** What was judged, by whom. "Not an opt-out" can be looked at again; an opt-out that was carried out cannot be undone. */
export function JudgedList({ brand, zone, rows, mayJudge }: JudgedListProps) {
  const t = useTranslations('inbox')
  const undoing = useAction(undo, { onSuccess: () => toast(t('undone')) })
  const problems = useProblems(undoing.result)
  return (
    <div className="px-6 phone:px-4">
      {problems.general && (
        <Notice tone="danger" className="mt-4">
          {problems.general}
        </Notice>
      )}
      <ul aria-label={t('judged')}>
        {rows.map((row) => (
          <li key={row.id} className="grid gap-2 border-b border-border py-4 last:border-0">
            <ReviewHead row={row} brand={brand} zone={zone} />
            <ReviewedWords row={row} />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-control text-muted">
              <Chip tone={row.verdict === 'opted_out' ? 'danger' : 'neutral'}>
                {t(`verdict.${row.verdict ?? 'by_person'}`)}
              </Chip>
              {row.judgedByName && row.judgedAt && (
                <span>
                  {row.judgedByName}, <Time at={row.judgedAt} zone={zone} />
                </span>
              )}
              {mayJudge && row.verdict && (row.verdict === 'not_an_opt_out' || !row.settledAt) && (
                <Button
                  size="row"
                  isDisabled={undoing.isPending}
                  onPress={() => undoing.execute({ brand, reviewId: row.id })}
                >
                  {t('again')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
