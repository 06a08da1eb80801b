import { BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Silence } from '@/core/sources/qr-codes/rules'

/** That a code is not scanned as it should be, beside its name. */
export function SilenceMark({ silence }: { silence: Silence | null }) {
  const t = useTranslations('printing.silence')
  if (!silence) return null
  return (
    <span className="inline-flex items-center gap-1 text-caption whitespace-nowrap text-warning-soft-foreground">
      <BellOff className="size-3.5" aria-hidden="true" />
      {t(silence.kind, { days: silence.days })}
    </span>
  )
}
