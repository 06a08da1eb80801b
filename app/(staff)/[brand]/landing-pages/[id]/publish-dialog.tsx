import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { WhenField, type WhenValue, whenInstant, whenProblem } from '@/components/campaigns/when-field'
import { ActionDialog } from '@/components/ui/action-dialog'
import { Checkbox, RadioGroup, Select } from '@/components/ui/fields'
import { formatTime } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { toast, toastError } from '@/components/ui/toast'
import { localTimeOf } from '@/core/platform/local-time/rules'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import { publishPageAction } from '../actions'
import { planPublicationAction, planTakingOfflineAction, startTestAction } from '../publish-actions'

type How = 'now' | 'later' | 'test'

const shares = ['10', '20', '30', '50'] as const

/** Tomorrow at ten, on the wall of the brand's zone. */
const tomorrow = (timeZone: string, days = 1): WhenValue => {
  const day = localTimeOf(new Date(Date.now() + days * 86_400_000), timeZone).slice(0, 10)
  return { kind: 'local', time: `${day}T10:00` }
}

const momentOf = (when: WhenValue) => {
  if (when.kind === 'now') throw new Error('a moment is chosen here')
  const { time, occurrence } = when
  return { time, ...(occurrence ? { occurrence } : {}) }
}

type PublishDialogProps = {
  brand: string
  page: LandingPageView
  version: number
  flush: () => Promise<boolean>
  revision: () => number
  onPublished: () => void
  onClose: () => void
}

/** For whom and when the draft goes live: everybody now, everybody at a moment, or part of the visitors as a test. */
export function PublishDialog(props: PublishDialogProps) {
  const { brand, page, version } = props
  const t = useTranslations('publishing.dialog')
  const old = useTranslations('pages.publish')
  const errors = useTranslations('errors')
  const locale = useLocale()
  const [how, setHow] = useState<How>('now')
  const [when, setWhen] = useState(() => tomorrow(page.timeZone))
  const [ends, setEnds] = useState(false)
  const [end, setEnd] = useState(() => tomorrow(page.timeZone, 8))
  const [share, setShare] = useState<(typeof shares)[number]>('50')
  const problem = (value: WhenValue) => whenProblem(value, page.timeZone, new Date()) !== undefined
  const start = how === 'later' ? whenInstant(when, page.timeZone) : null
  const finish = whenInstant(end, page.timeZone)
  const endsFirst = start !== null && finish !== null && finish.getTime() <= start.getTime()
  const isUnready =
    (how === 'later' && problem(when)) || (how !== 'test' && ends && (problem(end) || endsFirst))
  const waiting = page.plans.find((plan) => plan.state === 'waiting' && plan.act === 'publish')
  const momentWords = (at: Date) => formatTime(locale, at, page.timeZone)

  const send = async (): Promise<boolean> => {
    // What is on the screen is what goes live.
    if (!(await props.flush())) return false
    const draft = { brand, pageId: page.id, revision: props.revision() }
    const outcome = await {
      now: () => publishNow(draft),
      later: () => publishLater(draft),
      test: () => test(draft),
    }[how]()
    if (!outcome) return false
    if (how !== 'test' && ends) {
      const result = await planTakingOfflineAction({ brand, pageId: page.id, when: momentOf(end) })
      if (!result?.data) sayProblem(result?.serverError)
    }
    return true
  }
  type Draft = { brand: string; pageId: string; revision: number }
  const sayProblem = (problem: { code: string; params?: Record<string, string | number> } | undefined) => {
    toastError(errors(problem?.code ?? 'unavailable', problem?.params))
    return false
  }
  const publishNow = async (draft: Draft) => {
    const result = await publishPageAction(draft)
    if (!result?.data) return sayProblem(result?.serverError)
    toast(old(result.data.alreadyPublished ? 'already' : 'done', { version: result.data.version }))
    props.onPublished()
    return true
  }
  const publishLater = async (draft: Draft) => {
    const result = await planPublicationAction({ ...draft, when: momentOf(when) })
    if (!result?.data) return sayProblem(result?.serverError)
    toast(t('planned', { version: result.data.version, moment: momentWords(result.data.at) }))
    return true
  }
  const test = async (draft: Draft) => {
    const result = await startTestAction({ ...draft, shareB: Number(share) })
    if (!result?.data) return sayProblem(result?.serverError)
    toast(t('testStarted', { version: result.data.version, share }))
    return true
  }

  return (
    <ActionDialog
      isOpen
      onClose={props.onClose}
      title={old('title', { version })}
      confirmLabel={t(`confirm.${how}`)}
      isDisabled={isUnready}
      onConfirm={send}
    >
      <RadioGroup<How>
        label={t('how')}
        value={how}
        onChange={setHow}
        options={[
          { value: 'now', label: t('now'), help: old('body', { link: page.link }) },
          { value: 'later', label: t('later'), help: t('laterHelp') },
          ...(page.state === 'published'
            ? [
                {
                  value: 'test' as const,
                  label: t('test', { version: page.publishedVersion ?? 0 }),
                  help: t('testHelp'),
                },
              ]
            : []),
        ]}
      />
      {how !== 'test' && waiting && (
        <Notice tone="warning">
          {t(how === 'now' ? 'waiting' : 'replaces', {
            version: waiting.version ?? 0,
            moment: momentWords(waiting.at),
          })}
        </Notice>
      )}
      {how === 'later' && <WhenField value={when} onChange={setWhen} zone={page.timeZone} withNow={false} />}
      {how === 'test' && (
        <Select
          label={t('share')}
          help={t('shareHelp')}
          options={shares.map((value) => ({ value, label: t('shareOf', { share: value }) }))}
          value={share}
          onChange={setShare}
        />
      )}
      {how !== 'test' && (
        <div className="grid gap-3 border-t border-separator pt-3">
          <Checkbox isSelected={ends} onChange={setEnds}>
            {t('ends')}
          </Checkbox>
          {ends && (
            <fieldset>
              <legend className="sr-only">{t('ends')}</legend>
              <WhenField
                value={end}
                onChange={setEnd}
                zone={page.timeZone}
                withNow={false}
                error={endsFirst ? t('endsFirst') : undefined}
              />
            </fieldset>
          )}
        </div>
      )}
    </ActionDialog>
  )
}
