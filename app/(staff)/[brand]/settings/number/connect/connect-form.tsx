'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Checkbox, RadioGroup } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { FlowFoot } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { ConnectionProvider, Verdict } from '@/core/providers/connection/schema'
import { Part } from '../../part'
import { connect, test } from '../actions'
import { CmAddresses } from '../cm-addresses'
import { TestedNumberFacts } from '../tested-number'
import { Verdicts } from '../verdicts'
import { ForMeta } from './for-meta'
import { CmFields, GraphFields } from './key-fields'
import type { Pasted, StartingValues } from './pasted'

type ConnectFormProps = {
  brand: string
  zone: string
  connectionKey: string
  callbackUrl: string
  /** Null for a token that is kept already. */
  verifyToken: string | null
  /** The number is there already: its secrets stay where they are left empty. */
  isKept: boolean
  start: StartingValues
  offersSimulator: boolean
}

/** Provider, keys, test, connect. What is pasted leaves this page only towards the server. */
export function ConnectForm(props: ConnectFormProps) {
  const { brand, zone, connectionKey, isKept, start } = props
  const t = useTranslations('settings.connect')
  const router = useRouter()
  const { provider: before, ...values } = start
  const [provider, setProvider] = useState<ConnectionProvider>(before ?? 'meta')
  const [pasted, setPasted] = useState<Pasted>({
    ...values,
    accessToken: '',
    appSecret: '',
    productToken: '',
  })
  const [verdicts, setVerdicts] = useState<readonly Verdict[] | null>(null)
  const [saveAnyway, setSaveAnyway] = useState(false)
  const set = <N extends keyof Pasted>(name: N, value: Pasted[N]) => {
    setPasted((before) => ({ ...before, [name]: value }))
    // A verdict speaks of what was tested, not of what stands there now.
    setVerdicts(null)
  }
  const testing = useAction(test, { onSuccess: ({ data }) => setVerdicts(data?.verdicts ?? null) })
  const connecting = useAction(connect, {
    onSuccess: ({ data }) => {
      setVerdicts(data?.verdicts ?? null)
      if (!data?.isSaved || data.callbackUrls) return
      toast(t('connected'))
      router.push(`/${brand}/settings/number`)
    },
  })
  const isBusy = testing.isPending || connecting.isPending
  const problems = useProblems(connecting.hasErrored ? connecting.result : testing.result)
  const failed = verdicts?.some(({ state }) => state === 'failed') ?? false
  const number = testing.result.data?.number
  const input = () => {
    const common = { brand, connectionKey, saveAnyway: saveAnyway && failed }
    const { wabaId, phoneNumberId, accessToken, appSecret, ...cm } = pasted
    return provider === 'cm'
      ? { provider, ...common, ...cm }
      : { provider, ...common, wabaId, phoneNumberId, accessToken, appSecret }
  }
  if (connecting.result.data?.isSaved && connecting.result.data.callbackUrls) {
    return (
      <Part title={t('cmAddresses.title')} text={t('cmAddresses.text')}>
        <CmAddresses urls={connecting.result.data.callbackUrls} />
        <div className="mt-4">
          <ButtonLink href={`/${brand}/settings/number`} look="primary" size="commit">
            {t('cmAddresses.done')}
          </ButtonLink>
        </div>
      </Part>
    )
  }
  const choices = (['meta', 'cm', 'simulator'] as const).filter(
    (one) => one !== 'simulator' || props.offersSimulator,
  )
  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        connecting.execute(input())
      }}
    >
      <Part title={t('provider.title')} text={t('provider.text')}>
        <RadioGroup
          label={t('provider.label')}
          value={provider}
          isDisabled={isKept}
          onChange={(next) => {
            setProvider(next)
            setVerdicts(null)
          }}
          options={choices.map((value) => ({
            value,
            label: t(`providers.${value}.name`),
            help: t(`providers.${value}.help`),
          }))}
        />
      </Part>
      {provider !== 'cm' && (
        <Part title={t('callback.title')} text={t('callback.text')}>
          <ForMeta
            brand={brand}
            connectionKey={connectionKey}
            callbackUrl={props.callbackUrl}
            verifyToken={props.verifyToken}
          />
        </Part>
      )}
      <Part title={t('keys.title')} text={t(isKept ? 'keys.kept' : 'keys.text')}>
        <div className="grid max-w-160 gap-4">
          {problems.general && <Notice tone="danger">{problems.general}</Notice>}
          {provider === 'cm' ? (
            <CmFields
              {...{ pasted, set, isKept }}
              problem={problems.field}
              offersSimulator={props.offersSimulator}
            />
          ) : (
            <GraphFields pasted={pasted} set={set} problem={problems.field} isKept={isKept} />
          )}
        </div>
      </Part>
      <Part title={t('test.title')} text={t('test.text')}>
        <div className="grid gap-4" aria-live="polite">
          <Verdicts verdicts={verdicts} zone={zone} />
          {verdicts && number && <TestedNumberFacts number={number} />}
          {failed && (
            <Checkbox isSelected={saveAnyway} onChange={setSaveAnyway} help={t('saveAnyway.help')}>
              {t('saveAnyway.label')}
            </Checkbox>
          )}
        </div>
      </Part>
      <FlowFoot>
        <ButtonLink href={`/${brand}/settings/number`} look="quiet">
          {t('leave')}
        </ButtonLink>
        <Button
          isPending={testing.isPending}
          isDisabled={isBusy}
          onPress={() => {
            connecting.reset()
            testing.execute(input())
          }}
        >
          {t('test.button')}
        </Button>
        <SubmitButton isPending={connecting.isPending} isDisabled={isBusy}>
          {t(isKept ? 'save' : 'connect')}
        </SubmitButton>
      </FlowFoot>
    </form>
  )
}
