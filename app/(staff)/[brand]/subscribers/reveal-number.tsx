'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useProblems } from '@/components/ui/problem'
import { reveal } from './actions'

type RevealNumberProps = { brand: string; subscriberId: string; masked: string; mayReveal: boolean }

/** A number, masked until asked for. Hiding it again asks nobody; showing it again is asked and logged anew. */
export function RevealNumber({ brand, subscriberId, masked, mayReveal }: RevealNumberProps) {
  const t = useTranslations('subscribers.person')
  const [phone, setPhone] = useState<string | null>(null)
  const action = useAction(reveal, { onSuccess: ({ data }) => setPhone(data.phone) })
  const problems = useProblems(action.result)
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <span aria-live="polite">{phone ?? masked}</span>
      {mayReveal && (
        <Button
          look="quiet"
          size="row"
          isIconOnly
          aria-label={phone ? t('hide') : t('reveal')}
          isPending={action.isPending}
          onPress={() => (phone ? setPhone(null) : action.execute({ brand, subscriberId }))}
        >
          {phone ? (
            <EyeOff className="size-4" aria-hidden="true" />
          ) : (
            <Eye className="size-4" aria-hidden="true" />
          )}
        </Button>
      )}
      {problems.general && <span className="text-danger">{problems.general}</span>}
    </span>
  )
}
