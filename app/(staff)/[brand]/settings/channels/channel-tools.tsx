'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { SideChannel } from '@/db/states'
import { disconnect, toSimulator } from './actions'
import { ChannelVerdicts } from './channel-verdicts'
import { TestMail } from './test-mail'
import { TestSms } from './test-sms'

type ChannelToolsProps = {
  brand: string
  channel: SideChannel
  isConnected: boolean
  offersSimulator: boolean
}

/** What an owner can do with a channel: send a test, change it, hand it to the simulator, take it away. */
export function ChannelTools({ brand, channel, isConnected, offersSimulator }: ChannelToolsProps) {
  const t = useTranslations('channels')
  const simulating = useAction(toSimulator, {
    onSuccess: ({ data }) => data?.isSaved && toast(t('tools.simulatorUsed')),
  })
  const leaving = useAction(disconnect, { onSuccess: () => toast(t('tools.disconnected')) })
  const failed = [simulating, leaving].find(({ hasErrored }) => hasErrored)
  const problems = useProblems(failed?.result ?? {})
  const broken = simulating.result.data && !simulating.result.data.isSaved ? simulating.result.data : null
  return (
    <div className="grid gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      {isConnected && (channel === 'sms' ? <TestSms brand={brand} /> : <TestMail brand={brand} />)}
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/${brand}/settings/channels/${channel}`}>
          {isConnected ? t('tools.change') : t(`tools.connect.${channel}`)}
        </ButtonLink>
        {offersSimulator && (
          <Button isPending={simulating.isPending} onPress={() => simulating.execute({ brand, channel })}>
            {t('tools.simulator')}
          </Button>
        )}
        {isConnected && (
          <ConfirmDialog
            trigger={{ label: t('tools.disconnect') }}
            title={t(`tools.disconnectTitle.${channel}`)}
            confirmLabel={t('tools.disconnectConfirm')}
            onConfirm={() => leaving.executeAsync({ brand, channel })}
          >
            {t('tools.disconnectText')}
          </ConfirmDialog>
        )}
      </div>
      {broken && (
        <div aria-live="polite">
          <ChannelVerdicts channel={channel} verdicts={broken.verdicts} />
        </div>
      )}
    </div>
  )
}
