'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { TestOutcome } from '@/core/providers/channel-connection/schema'

/** What came of a test message. */
export function Outcome({ outcome }: { outcome: TestOutcome | undefined }) {
  const t = useTranslations('channels.test')
  return (
    <div aria-live="polite">
      {outcome && (
        <Notice tone={outcome.kind === 'accepted' ? 'info' : 'warning'}>
          {t(outcome.kind, { to: outcome.to, reason: outcome.reason })}
        </Notice>
      )}
    </div>
  )
}
