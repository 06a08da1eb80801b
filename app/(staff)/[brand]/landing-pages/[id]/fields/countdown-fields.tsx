import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextField } from '@/components/ui/fields'
import { localTimeOf, readLocalTime } from '@/core/platform/local-time/rules'
import { withBlock } from '@/core/sources/landing-pages/edit/rules'
import type { BlockOf } from '@/core/sources/landing-pages/schema'
import type { FormEdit } from './form-context'

/** The moment, on the clock of the brand. A time that comes twice is taken as the first of the two. */
export function CountdownFields({ block, ...edit }: FormEdit & { block: BlockOf<'Countdown'> }) {
  const b = useTranslations('builder')
  const errors = useTranslations('errors')
  const [typed, setTyped] = useState(() => localTimeOf(new Date(block.props.until), edit.timeZone))
  const [isWrong, setWrong] = useState(false)
  const change = (text: string) => {
    setTyped(text)
    const reading = readLocalTime(text, edit.timeZone)
    const at = reading.kind === 'exact' ? reading.at : reading.kind === 'twice' ? reading.earlier : undefined
    setWrong(at === undefined)
    if (!at) return
    edit.onChange(
      withBlock(edit.content, block, ({ props }) => {
        props.until = at.toISOString()
      }),
    )
  }
  return (
    <TextField
      type="datetime-local"
      label={b('until')}
      help={b('untilHelp', { zone: edit.timeZone.replaceAll('_', ' ') })}
      value={typed}
      onChange={change}
      error={isWrong ? errors('schedule-invalid-time') : undefined}
      isReadOnly={edit.isReadOnly}
    />
  )
}
