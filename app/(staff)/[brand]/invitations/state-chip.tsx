import { useTranslations } from 'next-intl'
import { Chip, type Tone } from '@/components/ui/chip'
import type { InvitationState } from '@/db/states'

const tones: Record<InvitationState, Tone> = { sending: 'accent', stopped: 'warning', done: 'success' }

/** How far an invitation is, in a word. */
export function StateChip({ state }: { state: InvitationState }) {
  const t = useTranslations('invitations.states')
  return (
    <Chip tone={tones[state]} dot={state === 'sending'}>
      {t(state)}
    </Chip>
  )
}
