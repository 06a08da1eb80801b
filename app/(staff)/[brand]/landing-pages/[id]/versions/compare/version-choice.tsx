'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/fields'

type VersionChoiceProps = {
  here: string
  side: 'before' | 'after'
  chosen: { before: number; after: number }
  numbers: number[]
  language: string
}

/** Which version stands on this side; kept in the address, so that it can be sent to somebody. */
export function VersionChoice({ here, side, chosen, numbers, language }: VersionChoiceProps) {
  const t = useTranslations('publishing.compare')
  const old = useTranslations('pages.versions')
  const router = useRouter()
  return (
    <Select
      label={t(side)}
      className="w-56"
      options={numbers.map((version) => ({ value: String(version), label: old('number', { version }) }))}
      value={String(chosen[side])}
      onChange={(version) => {
        const next = { ...chosen, [side]: version }
        router.push(`${here}/compare?before=${next.before}&after=${next.after}&lang=${language}`, {
          scroll: false,
        })
      }}
    />
  )
}
