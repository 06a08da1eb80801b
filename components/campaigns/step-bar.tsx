'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { cx } from '../ui/cx'
import { TickTwo } from '../ui/marks'

export const steps = ['template', 'audience', 'variables', 'schedule', 'review'] as const
export type Step = (typeof steps)[number]

type StepBarProps = {
  current: Step
  done: Record<Step, boolean>
  /** Left out where steps cannot be chosen yet. */
  onChoose?: (step: Step) => void
}

/** The five steps, each with two ticks once it is in order. */
export function StepBar({ current, done, onChoose }: StepBarProps) {
  const t = useTranslations('campaigns.steps')
  const here = useRef<HTMLButtonElement>(null)
  // On a phone the bar is wider than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is another button
  useEffect(() => {
    here.current?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [current])
  return (
    <nav
      // Steps that cannot be pressed yet still have to be scrolled to with the keyboard.
      tabIndex={onChoose ? undefined : 0}
      aria-label={t('label')}
      className="flex min-h-10 items-center gap-3 overflow-x-auto border-b border-border px-6 phone:px-4"
    >
      <ol className="flex items-center gap-3">
        {steps.map((step, index) => (
          <li key={step} className="flex items-center gap-3">
            {index > 0 && <span className="h-px w-7 bg-border narrow:w-3" aria-hidden="true" />}
            <button
              ref={step === current ? here : undefined}
              type="button"
              disabled={!onChoose}
              onClick={() => onChoose?.(step)}
              aria-current={step === current ? 'step' : undefined}
              className={cx(
                'flex h-10 items-center gap-2 text-control whitespace-nowrap phone:h-11',
                step === current ? 'font-heavy' : 'text-muted',
                onChoose && 'cursor-pointer hover:text-foreground',
              )}
            >
              {done[step] ? (
                <TickTwo className="text-accent" />
              ) : (
                <span
                  className={cx(
                    'size-4 rounded-box border-[1.5px]',
                    step === current ? 'border-accent' : 'border-field-border',
                  )}
                  aria-hidden="true"
                />
              )}
              {t(step)}
              {done[step] && <span className="sr-only">{t('done')}</span>}
            </button>
          </li>
        ))}
      </ol>
      <span className="ms-auto text-control whitespace-nowrap text-muted narrow:hidden">
        {t('of', { step: steps.indexOf(current) + 1, steps: steps.length })}
      </span>
    </nav>
  )
}
