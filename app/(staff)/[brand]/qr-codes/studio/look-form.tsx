'use client'

import { Label, Slider } from '@heroui/react'
import { useLocale, useTranslations } from 'next-intl'
import { ColourField } from '@/components/ui/colour-field'
import { Switch, TextField } from '@/components/ui/fields'
import { formatNumber, formatShare } from '@/components/ui/format'
import { Segmented } from '@/components/ui/segmented'
import { type LookCheck, repairs } from '@/core/sources/qr-codes/design/rules'
import {
  corrections,
  frames,
  type Look,
  maxWords,
  moduleShapes,
  widthsMm,
} from '@/core/sources/qr-codes/design/schema'

type LookFormProps = {
  look: Look
  check: LookCheck
  hasLogo: boolean
  isDisabled: boolean
  onChange: (change: Partial<Look>) => void
}

/** How a code is drawn, each choice with what it comes to beside it. */
export function LookForm({ look, check, hasLogo, isDisabled, onChange }: LookFormProps) {
  const t = useTranslations('printing.studio')
  const locale = useLocale()
  const count = formatNumber(locale, look.words.length)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextField
        label={t('words')}
        labelAside={<span className="text-dense text-muted">{t('count', { count, most: maxWords })}</span>}
        placeholder={t('wordsExample')}
        value={look.words}
        onChange={(words) => onChange({ words })}
        maxLength={maxWords}
        isDisabled={isDisabled}
      />
      <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
        <div className="flex items-baseline justify-between gap-3">
          <legend className="float-start text-dense font-strong">{t('colours')}</legend>
          <span className="text-dense text-muted">
            {t('contrast', { ratio: formatNumber(locale, check.contrast, { maximumFractionDigits: 1 }) })}
          </span>
        </div>
        <div className="flex gap-2">
          <ColourField
            label={t('dark')}
            value={look.dark}
            onChange={(dark) => onChange({ dark })}
            isDisabled={isDisabled}
          />
          <ColourField
            label={t('light')}
            value={look.light}
            onChange={(light) => onChange({ light })}
            isDisabled={isDisabled}
          />
        </div>
      </fieldset>
      <Segmented
        label={t('modules')}
        options={moduleShapes.map((value) => ({ value, label: t(`shape.${value}`) }))}
        value={look.modules}
        onChange={(modules) => onChange({ modules })}
        isDisabled={isDisabled}
      />
      <Segmented
        label={t('correction')}
        aside={t('hidden', { share: formatShare(locale, repairs[look.correction], 0) })}
        options={corrections.map((value) => ({ value, label: value }))}
        value={look.correction}
        onChange={(correction) => onChange({ correction })}
        isDisabled={isDisabled}
      />
      <Segmented
        label={t('frame')}
        options={frames.map((value) => ({ value, label: t(`frames.${value}`) }))}
        value={look.frame}
        onChange={(frame) => onChange({ frame })}
        isDisabled={isDisabled}
      />
      <Switch
        isSelected={look.logo}
        onChange={(logo) => onChange({ logo })}
        isDisabled={isDisabled || !hasLogo}
        help={hasLogo ? undefined : t('noLogo')}
      >
        {t('logo')}
        {look.logo && (
          <span className="text-muted">{t('covers', { share: formatShare(locale, check.cover, 0) })}</span>
        )}
      </Switch>
      <WidthSlider look={look} smallestMm={check.smallestMm} isDisabled={isDisabled} onChange={onChange} />
    </div>
  )
}

type WidthSliderProps = Pick<LookFormProps, 'look' | 'onChange' | 'isDisabled'> & { smallestMm: number }

function WidthSlider({ look, smallestMm, isDisabled, onChange }: WidthSliderProps) {
  const t = useTranslations('printing.studio')
  const { least, most } = widthsMm
  const unsafe = ((smallestMm - least) / (most - least)) * 100
  return (
    <Slider
      value={look.widthMm}
      onChange={(value) => onChange({ widthMm: Array.isArray(value) ? (value[0] ?? least) : value })}
      minValue={least}
      maxValue={most}
      isDisabled={isDisabled}
      className="flex! w-full flex-col! gap-1.5!"
    >
      <div className="flex w-full items-baseline justify-between gap-3">
        <Label>{t('width')}</Label>
        <span className="text-dense text-muted">{t('mm', { mm: look.widthMm })}</span>
      </div>
      <Slider.Track className="w-full">
        <Slider.Fill />
        {/* What is hatched is too narrow to print; the words below say so as well. */}
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 start-0 rounded-bar bg-[repeating-linear-gradient(135deg,var(--danger)_0_2px,transparent_2px_5px)]"
          style={{ width: `${unsafe}%` }}
        />
        <Slider.Thumb aria-label={t('width')} />
      </Slider.Track>
      <div className="relative flex w-full justify-between text-caption text-muted" aria-hidden="true">
        <span>{least}</span>
        <span className="absolute whitespace-nowrap" style={{ insetInlineStart: `${Math.max(unsafe, 9)}%` }}>
          {t('smallestMark', { mm: smallestMm })}
        </span>
        <span>{most}</span>
      </div>
    </Slider>
  )
}
