import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { TextField } from '@/components/ui/fields'
import type { Problem } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import type { LandingPageView } from '@/core/sources/landing-pages/queries'
import { locales } from '@/db/states'
import { unpublishPageAction } from '../actions'
import type { Draft } from './use-draft'

type SettingsFormProps = {
  brand: string
  page: LandingPageView
  draft: Draft
  slugProblem: Problem | undefined
  onChange: (next: Partial<Draft>) => void
  isReadOnly: boolean
}

/** Name, address and title of the page, and the way to take it offline. */
export function SettingsForm({ brand, page, draft, slugProblem, onChange, isReadOnly }: SettingsFormProps) {
  const t = useTranslations('pages')
  const errors = useTranslations('errors')
  const { title } = draft.content.root.props
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
      {locales.map((language) => (
        <TextField
          key={language}
          label={`${t('fields.root.title')}, ${t(`languages.${language}`)}`}
          value={title[language]}
          onChange={(text) =>
            onChange({
              content: {
                ...draft.content,
                root: { props: { ...draft.content.root.props, title: { ...title, [language]: text } } },
              },
            })
          }
          error={title[language].trim() === '' ? errors('page-incomplete') : undefined}
          isReadOnly={isReadOnly}
          maxLength={80}
        />
      ))}
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
