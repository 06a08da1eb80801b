'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { PhoneBody } from '@/components/landing-page/phone'
import { PreviewFrame } from '@/components/landing-page/preview-frame'
import { SubmitButton } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import { contrastsOf, leastContrast } from '@/core/sources/look/rules'
import { cornerChoices, fontChoices, type Look } from '@/core/sources/look/schema'
import { changeLookAction } from './actions'
import { ColourField } from './colour-field'

type LookFormProps = { brand: string; page: RenderInput; mayWrite: boolean }

/** Colours, face and corners, beside a page that shows them while they are chosen. */
export function LookForm({ brand, page, mayWrite }: LookFormProps) {
  const t = useTranslations('look')
  const { theme } = page.brand
  const [look, setLook] = useState<Look>({
    primary: theme.primary,
    onPrimary: theme.onPrimary,
    ink: theme.ink,
    onInk: theme.onInk,
    font: theme.font ?? 'system',
    corners: theme.corners ?? 'soft',
  })
  const action = useAction(changeLookAction, { onSuccess: () => toast(t('kept')) })
  const problems = useProblems(action.result)
  const contrasts = contrastsOf(look)
  const isReadable = Math.min(...Object.values(contrasts)) >= leastContrast
  const colour = (name: 'primary' | 'onPrimary' | 'ink' | 'onInk') => ({
    label: t(`colours.${name}`),
    value: look[name],
    isReadOnly: !mayWrite,
    onChange: (value: string) => setLook((before) => ({ ...before, [name]: value })),
  })
  return (
    <div className="flex flex-wrap items-start gap-8">
      <form
        className="grid min-w-70 flex-1 gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          action.execute({ brand, ...look })
        }}
      >
        {problems.general && <Notice tone="danger">{problems.general}</Notice>}
        <fieldset className="grid grid-cols-2 gap-3">
          <legend className="mb-1.5 text-dense font-strong">{t('hero')}</legend>
          <ColourField {...colour('primary')} />
          <ColourField {...colour('onPrimary')} />
          <Contrast ratio={contrasts.hero} />
        </fieldset>
        <fieldset className="grid grid-cols-2 gap-3">
          <legend className="mb-1.5 text-dense font-strong">{t('button')}</legend>
          <ColourField {...colour('ink')} />
          <ColourField {...colour('onInk')} />
          <Contrast ratio={Math.min(contrasts.button, contrasts.text)} />
        </fieldset>
        <RadioGroup
          label={t('font')}
          value={look.font}
          isHorizontal
          options={fontChoices.map((value) => ({ value, label: t(`fonts.${value}`), isDisabled: !mayWrite }))}
          onChange={(font) => setLook((before) => ({ ...before, font }))}
        />
        <RadioGroup
          label={t('corners')}
          value={look.corners}
          isHorizontal
          options={cornerChoices.map((value) => ({
            value,
            label: t(`cornerKinds.${value}`),
            isDisabled: !mayWrite,
          }))}
          onChange={(corners) => setLook((before) => ({ ...before, corners }))}
        />
        {mayWrite && (
          <div>
            <SubmitButton isPending={action.isPending} isDisabled={!isReadable}>
              {t('save')}
            </SubmitButton>
            <p className="mt-2 text-caption text-muted">{t('publishedStay')}</p>
          </div>
        )}
      </form>
      <PhoneBody>
        <PreviewFrame
          page={{ ...page, brand: { ...page.brand, theme: { ...theme, ...look } } }}
          title={t('preview')}
          className="h-full w-full border-0"
        />
      </PhoneBody>
    </div>
  )
}

/** Whether two colours can be read together, while they are chosen. */
function Contrast({ ratio }: { ratio: number }) {
  const t = useTranslations('look')
  const isFine = ratio >= leastContrast
  return (
    <p role="status" className={`col-span-2 text-caption ${isFine ? 'text-muted' : 'text-danger'}`}>
      {t(isFine ? 'readable' : 'unreadable', { ratio })}
    </p>
  )
}
