'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { chooseLanguage, chooseTheme } from '@/app/account-actions'
import type { Theme } from '@/app/theme'
import { RadioGroup } from '@/components/ui/fields'
import { type Locale, locales } from '@/db/states'

const themes: Theme[] = ['light', 'dark', 'system']

/** Language and theme: each choice is kept at once. */
export function Preferences({ theme }: { theme: Theme }) {
  const t = useTranslations('settings')
  const names = useTranslations('common.locale')
  const locale = useLocale() as Locale
  const language = useAction(chooseLanguage)
  const look = useAction(chooseTheme)
  return (
    <div className="flex flex-wrap gap-x-14 gap-y-5">
      <RadioGroup
        label={t('you.language')}
        value={language.isPending ? language.input.locale : locale}
        onChange={(next) => language.execute({ locale: next })}
        options={locales.map((value) => ({ value, label: names(value) }))}
      />
      <RadioGroup
        label={t('you.theme')}
        value={look.isPending ? look.input.theme : theme}
        onChange={(next) => look.execute({ theme: next })}
        options={themes.map((value) => ({ value, label: t(`you.themes.${value}`) }))}
      />
    </div>
  )
}
