import { useTranslations } from 'next-intl'
import type { CampaignState } from '@/db/states'
import { Chip, type Tone } from '../ui/chip'

const tones: Record<CampaignState, Tone> = {
  draft: 'neutral',
  scheduled: 'accent',
  sending: 'accent',
  paused: 'paused',
  stopped: 'danger',
  overdue: 'warning',
  done: 'success',
  cancelled: 'neutral',
}

/** The state of a campaign, in a word. */
export function CampaignStateChip({ state }: { state: CampaignState }) {
  const t = useTranslations('campaigns.states')
  return (
    <Chip tone={tones[state]} dot={state === 'sending'}>
      {t(state)}
    </Chip>
  )
}
