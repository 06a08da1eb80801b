import { useTranslations } from 'next-intl'
import { CrossMark, TickTwo } from '@/components/ui/marks'
import { missingTexts } from '@/core/sources/landing-pages/rules'
import type { PageContent } from '@/core/sources/landing-pages/schema'
import type { PublicLanguage } from '@/db/states'

type PageLanguagesProps = { content: PageContent; onChoose: (language: PublicLanguage) => void }

/** How whole the page is in each of its languages. Pressed to write in that one. */
export function PageLanguages({ content, onChoose }: PageLanguagesProps) {
  const t = useTranslations('pages')
  const { languages } = content.root.props
  return (
    <div>
      <h2 className="pb-1.5 text-control font-strong">{t('languages.heading')}</h2>
      <ul className="grid gap-0.5">
        {languages.map((language) => {
          const missing = missingTexts(content, language, languages).length
          return (
            <li key={language}>
              <button
                type="button"
                onClick={() => onChoose(language)}
                className="flex min-h-6 w-full items-center gap-2 rounded-chip text-start text-dense hover:bg-surface-secondary phone:min-h-11"
              >
                {missing === 0 ? <TickTwo className="text-accent" /> : <CrossMark className="text-danger" />}
                <span className="grow">{t(`languages.${language}`)}</span>
                <span className={missing === 0 ? 'text-muted' : 'text-danger'}>
                  {missing === 0 ? t('languages.complete') : t('languages.missing', { count: missing })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
