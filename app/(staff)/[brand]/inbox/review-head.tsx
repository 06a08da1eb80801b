import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import type { ReviewRow } from '@/core/consent/review-queries'

/** Whose reply it is, by which way and when it came, and what in it was noticed. */
export function ReviewHead({ row, brand, zone }: { row: ReviewRow; brand: string; zone: string }) {
  const t = useTranslations('inbox')
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-control">
      <Link
        href={`/${brand}/subscribers/${row.subscriberId}`}
        className="font-strong underline-offset-2 hover:underline"
      >
        {row.name ?? row.phone ?? t('unknown')}
      </Link>
      {row.name && row.phone && <span className="text-muted">{row.phone}</span>}
      <Chip tone="warning">{t(`why.${row.why}`)}</Chip>
      <span className="ms-auto text-muted phone:ms-0">
        {t(`channel.${row.channel}`)}, <Time at={row.at} zone={zone} />
      </span>
    </div>
  )
}

/** What they wrote; where nobody wrote, what the provider says. */
export function ReviewedWords({ row }: { row: ReviewRow }) {
  const t = useTranslations('inbox')
  return row.why === 'block-list' ? (
    <p className="max-w-160 text-body">{t('blockList')}</p>
  ) : (
    <blockquote className="max-w-160 text-body whitespace-pre-wrap wrap-anywhere">“{row.text}”</blockquote>
  )
}
