'use client'

import { ArrowLeft, ArrowRight, CloudCheck, X } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { CampaignStateChip } from '@/components/campaigns/state-chip'
import { type Step, StepBar, steps } from '@/components/campaigns/step-bar'
import { type WhenValue, whenInstant, whenProblem } from '@/components/campaigns/when-field'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { FlowFoot, PageHeader } from '@/components/ui/page'
import { type ActionResult, useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { missingVariables } from '@/core/campaigns/rules'
import { templateVariables } from '@/core/templates/schema'
import type { CampaignState } from '@/db/states'
import { schedule } from '../../actions'
import type { EditorFacts } from './editor-facts'
import { Phone } from './phone'
import { Side } from './side'
import { StepPanel } from './step-panel'
import { type Draft, useDraft } from './use-draft'
import { useAudiencePreview } from './use-preview'

type EditorProps = {
  campaignId: string
  revision: number
  state: CampaignState
  initial: Draft
  facts: EditorFacts
}

/** The flow from template to schedule: one page, five steps, saved as you go. */
export function CampaignEditor({ campaignId, revision: firstRevision, state, initial, facts }: EditorProps) {
  const { brand, zone, templates, topics } = facts
  const t = useTranslations('campaigns')
  const tr = useTranslations('renewal')
  const locale = useLocale()
  const router = useRouter()
  const asked = useSearchParams().get('step')
  const step: Step = steps.find((one) => one === asked) ?? 'template'
  const mayKeep = useCallback((when: WhenValue) => whenProblem(when, zone, new Date()) === undefined, [zone])
  const { draft, change, flush, saving, revision } = useDraft({
    brand,
    campaignId,
    revision: firstRevision,
    initial,
    mayKeep,
  })
  const audience = useAudiencePreview(brand, draft.topicId, draft.templateId, draft.audience)
  const [showMissing, setShowMissing] = useState(false)
  const [refusal, setRefusal] = useState<ActionResult>({})
  const [isScheduling, setScheduling] = useState(false)
  const problems = useProblems(saving.kind === 'failed' ? saving.result : refusal)

  const template = templates.find((one) => one.id === draft.templateId)
  const topic = topics.find((one) => one.id === draft.topicId)
  const needed = template ? templateVariables(template.components) : []
  const missing = missingVariables(
    needed.filter((one) => !one.optional).map((one) => one.key),
    draft.variables,
  )
  const eligible = audience.preview?.counts.eligible ?? 0
  const done: Record<Step, boolean> = {
    template: template?.status === 'APPROVED' && draft.name.trim() !== '',
    audience: eligible > 0,
    variables: missing.length === 0,
    schedule: whenProblem(draft.when, zone, new Date()) === undefined,
    review: false,
  }
  const at = whenInstant(draft.when, zone)
  const openStep = (['template', 'audience', 'variables', 'schedule'] as const).find((one) => !done[one])
  const isReady = openStep === undefined

  const go = (next: Step) => {
    setRefusal({})
    // A change of the address that keeps what is being typed.
    window.history.pushState(null, '', `?step=${next}`)
    void flush()
  }
  const goOn = () => {
    if (step === 'variables' && missing.length > 0) return setShowMissing(true)
    const next = steps[steps.indexOf(step) + 1]
    if (next) go(next)
  }
  const commit = async () => {
    setScheduling(true)
    setRefusal({})
    try {
      if (!(await flush())) return
      const result = await schedule({ brand, campaignId, revision: revision.current, when: draft.when })
      if (!result?.data) return setRefusal(result ?? {})
      const scheduledAt = new Date(result.data.scheduledAt)
      toast(
        draft.when.kind === 'now'
          ? t('startsNow')
          : t('isScheduled', { when: formatTime(locale, scheduledAt, zone) }),
      )
      router.push(`/${brand}/campaigns/${campaignId}`)
    } finally {
      setScheduling(false)
    }
  }
  const previous = steps[steps.indexOf(step) - 1]
  const next = steps[steps.indexOf(step) + 1]
  const fieldProblem = ['templateId', 'topicId', 'variables', 'audience', 'when', 'name']
    .map(problems.field)
    .find(Boolean)
  return (
    <>
      <PageHeader
        parent={{ href: `/${brand}/campaigns`, label: t('title') }}
        title={draft.name || t('untitled')}
        chips={
          <>
            <CampaignStateChip state={state === 'overdue' ? state : 'draft'} />
            {draft.audience.asksAgain && <Chip tone="accent">{tr('chip')}</Chip>}
          </>
        }
        actions={
          <>
            <span className="flex items-center gap-1.5 text-control text-muted" role="status">
              <CloudCheck className="size-4" aria-hidden="true" />
              {saving.kind === 'saving'
                ? t('saving')
                : saving.kind === 'failed'
                  ? t('notSaved')
                  : saving.at
                    ? t('savedAt', { time: formatTime(locale, saving.at, zone, 'time') })
                    : t('saved')}
            </span>
            <ButtonLink
              href={`/${brand}/campaigns`}
              iconOnly
              className="phone:hidden!"
              aria-label={t('closeEditor')}
            >
              <X className="size-4" aria-hidden="true" />
            </ButtonLink>
          </>
        }
      />
      <StepBar current={step} done={done} onChoose={go} />
      {(problems.general ?? (step === 'review' ? fieldProblem : undefined)) && (
        <div className="px-6 pt-4 phone:px-4">
          <Notice tone="danger">{problems.general ?? fieldProblem}</Notice>
        </div>
      )}
      <div className="grid grow grid-cols-[316px_minmax(0,1fr)_336px] max-[1240px]:grid-cols-[316px_minmax(0,1fr)] narrow:grid-cols-1">
        <div className="border-e border-border bg-background px-4 py-4 narrow:order-3 narrow:border-e-0 narrow:border-t">
          {template && (
            <Phone
              template={template}
              variables={draft.variables}
              business={facts.business}
              people={audience.preview?.people ?? []}
              total={eligible}
            />
          )}
        </div>
        <div className="min-w-0 px-6 py-4 phone:px-4">
          <StepPanel
            step={step}
            draft={draft}
            change={change}
            facts={facts}
            needed={needed}
            showMissing={showMissing}
            audience={audience}
            problem={problems.field}
          />
        </div>
        <div className="min-w-0 border-s border-border px-6 py-4 max-[1240px]:col-span-2 max-[1240px]:border-s-0 max-[1240px]:border-t narrow:col-span-1 phone:px-4">
          <Side
            step={step}
            draft={draft}
            at={at}
            zone={zone}
            template={template}
            topic={topic}
            audience={audience}
          />
        </div>
      </div>
      <FlowFoot>
        {previous && (
          <Button size="commit" className="me-auto" onPress={() => go(previous)}>
            <ArrowLeft className="size-4" aria-hidden="true" />
            {t(`steps.${previous}`)}
          </Button>
        )}
        {next ? (
          <Button look="primary" size="commit" onPress={goOn}>
            {t('continueTo', { step: t(`steps.${next}`) })}
            <ArrowRight className="size-4" aria-hidden="true" />
          </Button>
        ) : (
          facts.maySchedule && (
            <>
              {openStep && !audience.isCounting && (
                <button
                  type="button"
                  className="text-link cursor-pointer text-control phone:order-first phone:min-h-11 phone:w-full phone:text-start"
                  onClick={() => go(openStep)}
                >
                  {t(`notReady.${openStep}`)}
                </button>
              )}
              {draft.when.kind === 'now' ? (
                <ConfirmDialog
                  trigger={{
                    label: t('sendNow', { people: eligible }),
                    look: 'primary',
                    size: 'commit',
                    isDisabled: !isReady || audience.isCounting,
                  }}
                  title={t('sendNowTitle', { people: eligible })}
                  confirmLabel={t('sendNow', { people: eligible })}
                  look="primary"
                  onConfirm={commit}
                >
                  {t('sendNowWhy')}
                </ConfirmDialog>
              ) : (
                <Button
                  look="primary"
                  size="commit"
                  onPress={commit}
                  isPending={isScheduling}
                  isDisabled={!isReady || audience.isCounting}
                >
                  {at ? t('scheduleFor', { when: formatTime(locale, at, zone) }) : t('schedule')}
                </Button>
              )}
            </>
          )
        )}
      </FlowFoot>
    </>
  )
}
