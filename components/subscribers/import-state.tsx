import { useTranslations } from 'next-intl'
import type { ImportState } from '@/db/states'
import { Chip, type Tone } from '../ui/chip'

const tones: Record<ImportState, Tone> = {
  uploading: 'neutral',
  uploaded: 'neutral',
  checking: 'accent',
  checked: 'warning',
  running: 'accent',
  cancelled: 'paused',
  done: 'success',
  undoing: 'accent',
  undone: 'paused',
  failed: 'danger',
}

const moving: readonly ImportState[] = ['checking', 'running', 'undoing']

/** How far an import is, in a word. */
export function ImportStateChip({ state }: { state: ImportState }) {
  const t = useTranslations('imports.states')
  return (
    <Chip tone={tones[state]} dot={moving.includes(state)}>
      {t(state)}
    </Chip>
  )
}
