import { useTranslations } from 'next-intl'
import { cx } from './cx'

/** A grey bar where something will be. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span
    aria-hidden="true"
    className={cx(
      'block animate-pulse rounded-chip bg-surface-secondary motion-reduce:animate-none',
      className,
    )}
  />
)

/** A page on its way: header, and `rows` lines. For `loading.tsx`. */
export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')}>
      <div className="flex h-14 items-center gap-3 border-b border-border px-6 phone:px-4">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="ms-auto h-8 w-28" />
      </div>
      <div className="px-6 py-4 phone:px-4">
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical bars without an identity
          <div key={index} className="flex h-[38px] items-center gap-6 border-b border-separator">
            <Skeleton className="h-3.5 w-1/3" />
            <Skeleton className="h-3.5 w-1/5" />
            <Skeleton className="ms-auto h-3.5 w-16" />
          </div>
        ))}
      </div>
    </div>
  )
}
