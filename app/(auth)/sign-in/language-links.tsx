'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { chooseLanguage } from '@/app/account-actions'
import { cx } from '@/components/ui/cx'
import { locales } from '@/db/states'

/** The languages, each in its own words. */
export function LanguageLinks() {
  const t = useTranslations('common.locale')
  const current = useLocale()
  const action = useAction(chooseLanguage)
  return (
    <div className="flex gap-3.5">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => action.execute({ locale })}
          className={cx(
            'cursor-pointer text-control phone:min-h-11',
            locale === current ? 'font-heavy' : 'text-muted hover:text-foreground',
          )}
        >
          {t(locale)}
        </button>
      ))}
    </div>
  )
}
