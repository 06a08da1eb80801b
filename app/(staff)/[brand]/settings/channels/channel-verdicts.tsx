'use client'

import { useTranslations } from 'next-intl'
import { type ChannelVerdict, channelSteps } from '@/core/providers/channel-connection/schema'
import type { SideChannel } from '@/db/states'
import { VerdictList } from '../verdict-list'

type ChannelVerdictsProps = { channel: SideChannel; verdicts: readonly ChannelVerdict[] | null }

/** The steps of a channel with what each showed; before a test, what will be looked at. */
export function ChannelVerdicts({ channel, verdicts }: ChannelVerdictsProps) {
  const t = useTranslations('channels')
  const tStates = useTranslations('settings.connect.states')
  const words = ({ step, code, params }: ChannelVerdict, part: 'said' | 'do') => {
    const key = `verdicts.${step}.${code}.${part}`
    return t.has(key) ? t(key, params) : null
  }
  return (
    <VerdictList
      rows={channelSteps[channel].map((step) => {
        const verdict = verdicts?.find((one) => one.step === step)
        return {
          step,
          title: t(`steps.${step}.title`),
          state: verdict?.state,
          stateWord: verdict && tStates(verdict.state),
          isOwnWord: verdict?.code === 'own-call' || verdict?.code === 'number',
          said: verdict ? words(verdict, 'said') : t(`steps.${step}.before`),
          advice: verdict ? words(verdict, 'do') : null,
        }
      })}
    />
  )
}
