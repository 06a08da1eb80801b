'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { AddressCheck } from '@/core/sources/invitations/schema'

/** What the list holds: how many people, and what is no address. */
export function CheckedList({ checked }: { checked: AddressCheck | null }) {
  const t = useTranslations('invitations.checked')
  return (
    <div aria-live="polite">
      {checked && (
        <Notice tone={checked.unread.count > 0 || checked.people === 0 ? 'warning' : 'info'}>
          <p>{t('people', { count: checked.people, doubles: checked.doubles })}</p>
          {checked.unread.count > 0 && (
            <p>{t('unread', { count: checked.unread.count, first: checked.unread.first.join(' · ') })}</p>
          )}
        </Notice>
      )}
    </div>
  )
}
