'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ButtonLink } from '@/components/ui/button-link'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { ChannelVerdict } from '@/core/providers/channel-connection/schema'
import { CmAddresses } from '../../number/cm-addresses'
import { Part } from '../../part'
import { saveSms, trySms } from '../actions'
import { ChannelForm } from '../channel-form'

type SmsFormProps = { brand: string; sender: string; isKept: boolean }

/** Token and sender. What is pasted leaves this page only towards the server. */
export function SmsForm({ brand, sender: kept, isKept }: SmsFormProps) {
  const t = useTranslations('channels.form')
  const router = useRouter()
  const [sender, setSender] = useState(kept)
  const [productToken, setProductToken] = useState('')
  const [verdicts, setVerdicts] = useState<readonly ChannelVerdict[] | null>(null)
  const [saveAnyway, setSaveAnyway] = useState(false)
  const testing = useAction(trySms, { onSuccess: ({ data }) => setVerdicts(data?.verdicts ?? null) })
  const saving = useAction(saveSms, {
    onSuccess: ({ data }) => {
      setVerdicts(data?.verdicts ?? null)
      if (!data?.isSaved || data.callbackUrls) return
      toast(t('saved'))
      router.push(`/${brand}/settings/channels`)
    },
  })
  const problems = useProblems(saving.hasErrored ? saving.result : testing.result)
  const input = { brand, isSimulator: false, sender, productToken, saveAnyway }
  const change = (set: (text: string) => void) => (text: string) => {
    set(text)
    // A verdict speaks of what was tested, not of what stands there now.
    setVerdicts(null)
  }
  if (saving.result.data?.callbackUrls) {
    return (
      <Part title={t('addressesTitle')} text={t('addressesText')}>
        <CmAddresses urls={saving.result.data.callbackUrls} />
        <div className="mt-4">
          <ButtonLink href={`/${brand}/settings/channels`} look="primary" size="commit">
            {t('addressesDone')}
          </ButtonLink>
        </div>
      </Part>
    )
  }
  return (
    <ChannelForm
      {...{ brand, channel: 'sms', verdicts, saveAnyway, setSaveAnyway }}
      isTesting={testing.isPending}
      isSaving={saving.isPending}
      onTest={() => {
        saving.reset()
        testing.execute(input)
      }}
      onSave={() => saving.execute(input)}
    >
      {problems.general && <Notice tone="danger">{problems.general}</Notice>}
      <TextField
        label={t('productToken')}
        help={t('productTokenHelp')}
        name="productToken"
        type="password"
        autoComplete="new-password"
        mono
        placeholder={isKept ? t('unchanged') : ''}
        value={productToken}
        onChange={change(setProductToken)}
        error={problems.field('productToken')}
      />
      <TextField
        label={t('sender')}
        help={t('senderHelp')}
        name="sender"
        autoComplete="off"
        value={sender}
        onChange={change(setSender)}
        error={problems.field('sender')}
      />
    </ChannelForm>
  )
}
