'use client'

import { CalendarClock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { toast, toastError } from '@/components/ui/toast'
import type { RuleName } from '@/core/sources/landing-pages/check/rules'
import type { PlanRow } from '@/core/sources/landing-pages/plans/queries'
import { cancelPlanAction } from '../../publish-actions'

type PlansProps = {
  brand: string
  pageId: string
  plans: PlanRow[]
  timeZone: string
  mayPublish: boolean
}

/** What will happen to the page by itself, each with a way to take it back; and what did not happen, and why. */
export function Plans({ plans, ...rest }: PlansProps) {
  if (plans.length === 0) return null
  return (
    <div className="grid gap-2 border-b border-border px-6 py-4 phone:px-4">
      {plans.map((plan) =>
        plan.state === 'refused' ? (
          <RefusedPlan key={plan.id} plan={plan} {...rest} />
        ) : (
          <WaitingPlan key={plan.id} plan={plan} {...rest} />
        ),
      )}
    </div>
  )
}

type PlanProps = Omit<PlansProps, 'plans'> & { plan: PlanRow }

function WaitingPlan({ brand, pageId, plan, timeZone, mayPublish }: PlanProps) {
  const t = useTranslations('publishing.plans')
  const errors = useTranslations('errors')
  const locale = useLocale()
  const moment = formatTime(locale, plan.at, timeZone)
  const cancel = async () => {
    const result = await cancelPlanAction({ brand, pageId, planId: plan.id })
    if (result?.serverError) toastError(errors(result.serverError.code))
    else toast(t('cancelled'))
  }
  return (
    <div className="flex items-center gap-3 text-control">
      <CalendarClock className="size-4.5 shrink-0 text-muted" aria-hidden="true" />
      <p className="min-w-0">{t(plan.act, { version: plan.version ?? 0, moment })}</p>
      {mayPublish && (
        <ConfirmDialog
          trigger={{ label: t('cancel'), look: 'plain', size: 'row' }}
          title={t('cancelTitle')}
          confirmLabel={t('cancelConfirm')}
          look="primary"
          onConfirm={cancel}
        >
          {t(plan.act === 'publish' ? 'cancelPublish' : 'cancelUnpublish', { moment })}
        </ConfirmDialog>
      )}
    </div>
  )
}

function RefusedPlan({ brand, pageId, plan, timeZone }: PlanProps) {
  const t = useTranslations('publishing.plans')
  const c = useTranslations('checker.rules')
  const locale = useLocale()
  const words = (reason: string) =>
    reason === 'test-running' ? t('testRunning') : c(`${reason as RuleName}.kept`)
  return (
    <Notice tone="danger">
      <p>{t('refused', { version: plan.version ?? 0, moment: formatTime(locale, plan.at, timeZone) })}</p>
      <ul className="list-disc ps-5">
        {plan.reasons.map((reason) => (
          <li key={reason}>{words(reason)}</li>
        ))}
      </ul>
      <ButtonLink href={`/${brand}/landing-pages/${pageId}`} size="row" className="mt-2">
        {t('openPage')}
      </ButtonLink>
    </Notice>
  )
}
