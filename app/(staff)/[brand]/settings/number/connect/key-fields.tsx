'use client'

import { useTranslations } from 'next-intl'
import { Checkbox, Select, TextField } from '@/components/ui/fields'
import type { Pasted } from './pasted'

type FieldsProps = {
  pasted: Pasted
  set: <N extends keyof Pasted>(name: N, value: Pasted[N]) => void
  problem: (name: string) => string | undefined
  /** The number is there already: an empty secret stays the one that is kept. */
  isKept: boolean
}

function useField({ pasted, set, problem, isKept }: FieldsProps) {
  const t = useTranslations('settings.connect.keys')
  type TextName = Exclude<keyof Pasted, 'isSimulator'>
  const field = (name: TextName) => ({
    label: t(`${name}.label`),
    name,
    value: pasted[name],
    onChange: (value: string) => set(name, value),
    error: problem(name),
    autoComplete: 'off',
    help: t.has(`${name}.help`) ? t(`${name}.help`) : undefined,
  })
  const secret = (name: TextName) => ({
    ...field(name),
    // No browser should offer to keep these, and none should fill in the person's own password.
    type: 'password' as const,
    autoComplete: 'new-password',
    placeholder: isKept ? t('unchanged') : '',
  })
  return { field, secret, t }
}

/** What Meta gives out: two numbers and two secrets. */
export function GraphFields(props: FieldsProps) {
  const { field, secret } = useField(props)
  return (
    <>
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <TextField {...field('wabaId')} inputMode="numeric" mono isReadOnly={props.isKept} />
        <TextField {...field('phoneNumberId')} inputMode="numeric" mono isReadOnly={props.isKept} />
      </div>
      <TextField {...secret('accessToken')} mono />
      <TextField {...secret('appSecret')} mono />
    </>
  )
}

const tiers = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']

/** What CM.com gives out, and what it does not tell and staff copy from WhatsApp Manager. */
export function CmFields(props: FieldsProps & { offersSimulator: boolean }) {
  const { field, secret, t } = useField(props)
  return (
    <>
      {props.offersSimulator && (
        <Checkbox
          isSelected={props.pasted.isSimulator}
          isDisabled={props.isKept}
          onChange={(on) => props.set('isSimulator', on)}
          help={t('isSimulator.help')}
        >
          {t('isSimulator.label')}
        </Checkbox>
      )}
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        <TextField {...field('displayPhoneE164')} type="tel" isReadOnly={props.isKept} />
        <TextField {...field('verifiedName')} />
      </div>
      <TextField {...secret('productToken')} mono />
      <TextField {...field('templateNamespace')} mono />
      <Select
        label={t('messagingLimitTier.label')}
        help={t('messagingLimitTier.help')}
        value={props.pasted.messagingLimitTier}
        onChange={(value) => props.set('messagingLimitTier', value)}
        options={tiers.map((value) => ({ value, label: t(`tiers.${value}`) }))}
      />
    </>
  )
}
