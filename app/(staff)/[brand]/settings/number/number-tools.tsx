'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import { connectSimulator, connectSimulatorAsCm, renewCallback, start, testKept } from './actions'
import { CmAddresses } from './cm-addresses'
import { Verdicts } from './verdicts'

type NumberToolsProps = {
  brand: string
  zone: string
  /** Names the number in use; null where there is none. */
  webhookKey: string | null
  provider: 'cloud-api' | 'cm' | null
  offersSimulator: boolean
}

/** What an owner can do with the number: test it, change its keys, connect another. */
export function NumberTools({ brand, zone, webhookKey, provider, offersSimulator }: NumberToolsProps) {
  const t = useTranslations('settings.number')
  const router = useRouter()
  const goOn = (data: { connectionKey: string } | undefined) =>
    data && router.push(`/${brand}/settings/number/connect?c=${data.connectionKey}`)
  const opening = useAction(start, { onSuccess: ({ data }) => goOn(data) })
  const changing = useAction(start, { onSuccess: ({ data }) => goOn(data) })
  const testing = useAction(testKept)
  const renewing = useAction(renewCallback)
  const whenConnected = {
    onSuccess: ({ data }: { data?: { isSaved: boolean } }) => {
      if (!data?.isSaved) return
      toast(t('simulatorConnected'))
      router.refresh()
    },
  }
  const simulating = useAction(connectSimulator, whenConnected)
  const simulatingCm = useAction(connectSimulatorAsCm, whenConnected)
  const results = [opening, changing, testing, renewing, simulating, simulatingCm]
  const problems = useProblems(results.find(({ hasErrored }) => hasErrored)?.result ?? {})
  const shown =
    [simulating, simulatingCm].find(({ result }) => result.data && !result.data.isSaved) ?? testing
  return (
    <div className="grid gap-4">
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <div className="flex flex-wrap gap-2">
        {webhookKey && (
          <>
            <Button look="primary" isPending={testing.isPending} onPress={() => testing.execute({ brand })}>
              {t('testAgain')}
            </Button>
            <Button isPending={changing.isPending} onPress={() => changing.execute({ brand, webhookKey })}>
              {t('changeKeys')}
            </Button>
          </>
        )}
        {provider === 'cm' && (
          <ConfirmDialog
            trigger={{ label: t('newAddresses'), look: 'plain' }}
            title={t('newAddressesTitle')}
            confirmLabel={t('newAddressesConfirm')}
            look="primary"
            onConfirm={() => renewing.executeAsync({ brand })}
          >
            {t('newAddressesText')}
          </ConfirmDialog>
        )}
        <Button
          look={webhookKey ? 'plain' : 'primary'}
          isPending={opening.isPending}
          onPress={() => opening.execute({ brand })}
        >
          {t(webhookKey ? 'connectAnother' : 'connectFirst')}
        </Button>
        {offersSimulator && (
          <>
            <Button isPending={simulating.isPending} onPress={() => simulating.execute({ brand })}>
              {t('connectSimulator')}
            </Button>
            <Button isPending={simulatingCm.isPending} onPress={() => simulatingCm.execute({ brand })}>
              {t('connectSimulatorAsCm')}
            </Button>
          </>
        )}
      </div>
      {renewing.result.data && <CmAddresses urls={renewing.result.data} />}
      {shown.result.data && (
        <div aria-live="polite">
          <Verdicts verdicts={shown.result.data.verdicts} zone={zone} />
        </div>
      )}
    </div>
  )
}
