'use client'

import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast, toastError } from '@/components/ui/toast'
import type { TestResult } from '@/core/sources/landing-pages/variants/queries'
import type { PageVariant } from '@/db/states'
import { finishTestAction } from '../../../publish-actions'

/** One press a side: from then on everybody sees it. The side that is ahead for sure is the one that stands out. */
export function FinishTest({ brand, pageId, test }: { brand: string; pageId: string; test: TestResult }) {
  const t = useTranslations('publishing.test')
  const errors = useTranslations('errors')
  const { kind } = test.verdict
  const finish = async (winner: PageVariant) => {
    const result = await finishTestAction({ brand, pageId, testId: test.id, winner })
    if (result?.data) toast(t('finished', { version: result.data.version }))
    else toastError(errors(result?.serverError?.code ?? 'unavailable'))
  }
  return (
    <div className="flex flex-wrap gap-2">
      {(['a', 'b'] as const).map((side) => (
        <ConfirmDialog
          key={side}
          trigger={{
            label: t('choose', { side: side.toUpperCase() }),
            look: kind === `${side}-better` ? 'primary' : 'plain',
          }}
          title={t('chooseTitle', { side: side.toUpperCase() })}
          confirmLabel={t('chooseConfirm', { version: test[side].version })}
          look="primary"
          onConfirm={() => finish(side)}
        >
          {t('chooseBody', { version: test[side].version })}
          {kind === 'too-early' && <> {t('chooseEarly')}</>}
        </ConfirmDialog>
      ))}
    </div>
  )
}
