import { CircleAlert, TriangleAlert } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { NeedsYouRow } from '@/components/overview/needs-you'
import type { OpenNotice } from '@/core/providers/notice-queries'
import { noticeWords } from './notice-words'

type Where = { base: string; zone: string }

/** What WhatsApp decided about the account, as something that waits for a person. */
export async function accountNoticeRow(notice: OpenNotice, { base, zone }: Where): Promise<NeedsYouRow> {
  const [t, words] = await Promise.all([getTranslations('notices'), noticeWords(zone)])
  const { title } = words.told(notice)
  return {
    key: `notice ${notice.id}`,
    icon:
      notice.severity === 'critical' ? (
        <CircleAlert className="text-danger" aria-hidden="true" />
      ) : (
        <TriangleAlert className="text-warning-soft-foreground" aria-hidden="true" />
      ),
    words: (
      <>
        <b>{title}.</b> {notice.holdsBack && words.held(notice.holdsBack)}
      </>
    ),
    action: t('open'),
    href: `${base}/settings/number`,
  }
}
