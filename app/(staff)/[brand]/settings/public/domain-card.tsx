'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyLine } from '@/components/ui/copy-line'
import { TickTwo } from '@/components/ui/marks'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { DomainProblem } from '@/db/states'
import { check, remove } from './actions'

type DomainCardProps = {
  brand: string
  domain: { host: string; problem: DomainProblem | null; isGood: boolean; checkedAt: string | null }
  /** What the domain has to lead to. */
  target: string
  mayWrite: boolean
}

/** The own domain: whether it leads here, what to do until it does, and what the last check met. */
export function DomainCard({ brand, domain, target, mayWrite }: DomainCardProps) {
  const t = useTranslations('publicSettings')
  const checking = useAction(check)
  const removing = useAction(remove, { onSuccess: () => toast(t('removed')) })
  const problems = useProblems(checking.result)
  const { host, problem, isGood, checkedAt } = domain
  const state = isGood ? 'counts' : problem ? 'broken' : 'waits'
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-body wrap-anywhere">{host}</span>
        <Chip
          tone={isGood ? 'accent' : problem ? 'danger' : 'neutral'}
          icon={isGood ? <TickTwo /> : undefined}
        >
          {t(state)}
        </Chip>
        {checkedAt && <span className="text-caption text-muted">{t('checked', { when: checkedAt })}</span>}
      </div>
      <div role="status" className="grid gap-2 empty:hidden">
        {problem && <Notice tone="warning">{t(`problems.${problem}`, { host })}</Notice>}
        {isGood && <p className="text-dense text-muted">{t('good', { host })}</p>}
        {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      </div>
      {!isGood && (
        <div className="grid gap-1">
          <h3 className="text-control font-strong">{t('dnsTitle')}</h3>
          <p className="text-dense">{t('dns', { host })}</p>
          <CopyLine label="CNAME" text={target} />
          <p className="text-dense text-muted">{t('dnsProxy', { host })}</p>
        </div>
      )}
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <Button
            look={isGood ? 'quiet' : 'primary'}
            isPending={checking.isPending}
            onPress={() => checking.execute({ brand })}
          >
            {t('check')}
          </Button>
          <ConfirmDialog
            trigger={{ label: t('remove'), look: 'danger' }}
            title={t('removeTitle', { host })}
            confirmLabel={t('remove')}
            onConfirm={() => removing.executeAsync({ brand })}
          >
            {t('removeText', { host, address: target })}
          </ConfirmDialog>
        </div>
      )}
    </div>
  )
}
