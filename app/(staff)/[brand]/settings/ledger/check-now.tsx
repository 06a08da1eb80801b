'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { checkNow } from './actions'

const lookAgainMs = 3_000

/** Asks for a check, and shows its result when it is there. */
export function CheckNow({ brand, isChecking }: { brand: string; isChecking: boolean }) {
  const t = useTranslations('ledger')
  const router = useRouter()
  const action = useAction(checkNow, { onSuccess: () => toast(t('asked')) })
  const problems = useProblems(action.result)
  useEffect(() => {
    if (!isChecking) return
    const timer = setInterval(() => router.refresh(), lookAgainMs)
    return () => clearInterval(timer)
  }, [isChecking, router])
  return (
    <div className="grid justify-items-start gap-3">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <Button isPending={action.isPending || isChecking} onPress={() => action.execute({ brand })}>
        {t(isChecking ? 'checking' : 'now')}
      </Button>
    </div>
  )
}
