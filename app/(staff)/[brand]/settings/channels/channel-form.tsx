'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Checkbox } from '@/components/ui/fields'
import { FlowFoot } from '@/components/ui/page'
import type { ChannelVerdict } from '@/core/providers/channel-connection/schema'
import type { SideChannel } from '@/db/states'
import { Part } from '../part'
import { ChannelVerdicts } from './channel-verdicts'

type ChannelFormProps = {
  brand: string
  channel: SideChannel
  children: ReactNode
  verdicts: readonly ChannelVerdict[] | null
  saveAnyway: boolean
  setSaveAnyway: (on: boolean) => void
  isTesting: boolean
  isSaving: boolean
  onTest: () => void
  onSave: () => void
}

/** The frame of both forms: the fields, the test with its verdicts, and the foot. */
export function ChannelForm(props: ChannelFormProps) {
  const { brand, channel, verdicts, isTesting, isSaving } = props
  const t = useTranslations('channels.form')
  const tAnyway = useTranslations('settings.connect.saveAnyway')
  const failed = verdicts?.some(({ state }) => state === 'failed') ?? false
  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave()
      }}
    >
      <Part title={t(channel === 'sms' ? 'titleSms' : 'titleEmail')} text={t('keysText')}>
        <div className="grid max-w-160 gap-4">{props.children}</div>
      </Part>
      <Part title={t('testTitle')} text={t('testText')}>
        <div className="grid gap-4" aria-live="polite">
          <ChannelVerdicts channel={channel} verdicts={verdicts} />
          {failed && (
            <Checkbox isSelected={props.saveAnyway} onChange={props.setSaveAnyway} help={tAnyway('help')}>
              {tAnyway('label')}
            </Checkbox>
          )}
        </div>
      </Part>
      <FlowFoot>
        <ButtonLink href={`/${brand}/settings/channels`} look="quiet">
          {t('leave')}
        </ButtonLink>
        <Button isPending={isTesting} isDisabled={isTesting || isSaving} onPress={props.onTest}>
          {t('test')}
        </Button>
        <SubmitButton isPending={isSaving} isDisabled={isTesting || isSaving}>
          {t('save')}
        </SubmitButton>
      </FlowFoot>
    </form>
  )
}
