import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Checkbox, TextField } from '@/components/ui/fields'
import type { Problem } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import type { PageContent } from '@/core/sources/landing-pages/schema'
import { refOf } from '@/core/sources/pictures/schema'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { unpublishPageAction } from '../actions'
import { PictureField } from './fields/picture-field'
import type { Draft } from './use-draft'

type SettingsFormProps = {
  brand: string
  page: LandingPageView
  draft: Draft
  slugProblem: Problem | undefined
  onChange: (next: Partial<Draft>) => void
  content: PageContent
  onContent: (content: PageContent) => void
  language: PublicLanguage
  isReadOnly: boolean
}

/** Name, address and title of the page, and the way to take it offline. */
export function SettingsForm(props: SettingsFormProps) {
  const { brand, page, draft, slugProblem, onChange, content, onContent, language, isReadOnly } = props
  const b = useTranslations('builder')
  const t = useTranslations('pages')
  const errors = useTranslations('errors')
  const root = content.root.props
  const { title, languages, noindex, ogPicture } = root
  const setRoot = (next: Partial<typeof root>) =>
    onContent({ ...content, root: { props: { ...root, ...next } } })
  const isFixed = page.publishedVersion !== null
  const unpublish = async () => {
    const result = await unpublishPageAction({ brand, pageId: page.id })
    if (result?.serverError) toastError(errors(result.serverError.code))
    else toast(t('settings.unpublished'))
  }
  return (
    <div className="grid gap-4">
      <TextField
        label={t('create.name')}
        help={t('create.nameHelp')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        error={draft.name.trim() === '' ? errors('invalid-input') : undefined}
        isReadOnly={isReadOnly}
        maxLength={80}
      />
      <TextField
        label={t('create.slug')}
        help={isFixed ? t('settings.slugFixed') : t('create.slugHelp', { link: `/p/${draft.slug}` })}
        value={draft.slug}
        onChange={(slug) => onChange({ slug })}
        error={slugProblem && errors(slugProblem.code)}
        isReadOnly={isReadOnly || isFixed}
        mono
        maxLength={60}
      />
      <TextField
        label={`${t('fields.root.title')}, ${t(`languages.${language}`)}`}
        value={title[language]}
        onChange={(text) => setRoot({ title: { ...title, [language]: text } })}
        error={title[language].trim() === '' ? errors('page-incomplete') : undefined}
        isReadOnly={isReadOnly}
        maxLength={80}
      />
      <LanguageChoice
        chosen={languages}
        isReadOnly={isReadOnly}
        onChange={(languages) => setRoot({ languages })}
      />
      <Checkbox
        isSelected={noindex}
        isDisabled={isReadOnly}
        onChange={(noindex) => setRoot({ noindex })}
        help={b('noindexHelp')}
      >
        {b('noindex')}
      </Checkbox>
      <div className="border-t border-separator pt-4">
        <h3 className="text-dense font-strong">{b('ogPicture')}</h3>
        <p className="mb-2 text-caption text-muted">{b('ogPictureHelp')}</p>
        <PictureField
          brand={brand}
          picture={ogPicture}
          isReadOnly={isReadOnly}
          onChange={(chosen) => setRoot({ ogPicture: chosen && refOf(chosen) })}
        />
      </div>
      {page.state === 'published' && !isReadOnly && (
        <div className="border-t border-separator pt-4">
          <ConfirmDialog
            trigger={{ label: t('settings.unpublish') }}
            title={t('settings.unpublishTitle')}
            confirmLabel={t('settings.unpublishConfirm')}
            onConfirm={unpublish}
          >
            {t('settings.unpublishBody')}
          </ConfirmDialog>
        </div>
      )}
    </div>
  )
}

type LanguageChoiceProps = {
  chosen: PublicLanguage[]
  isReadOnly: boolean
  onChange: (languages: PublicLanguage[]) => void
}

/** The languages of the page; the first is for who asks for none of them. Texts of one that is taken out stay. */
function LanguageChoice({ chosen, isReadOnly, onChange }: LanguageChoiceProps) {
  const t = useTranslations('pages.languages')
  const b = useTranslations('builder')
  return (
    <fieldset className="grid gap-2 border-t border-separator pt-4">
      <legend className="sr-only">{t('heading')}</legend>
      <span aria-hidden="true" className="text-dense font-strong">
        {t('heading')}
      </span>
      {publicLanguages.map((language) => (
        <Checkbox
          key={language}
          isSelected={chosen.includes(language)}
          isDisabled={isReadOnly || (chosen.length === 1 && chosen[0] === language)}
          onChange={(isOn) =>
            onChange(isOn ? [...chosen, language] : chosen.filter((known) => known !== language))
          }
        >
          {t(language)}
          {chosen[0] === language && <span className="text-muted">{b('firstLanguage')}</span>}
        </Checkbox>
      ))}
    </fieldset>
  )
}
