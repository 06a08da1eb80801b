import { Monitor, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { PhoneBody } from '@/components/landing-page/phone'
import { PreviewFrame } from '@/components/landing-page/preview-frame'
import { cx } from '@/components/ui/cx'
import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import { type Locale, locales } from '@/db/states'

type PreviewProps = {
  page: RenderInput
  chosenId: string
  onChoose: (blockId: string) => void
  onLanguage: (language: Locale) => void
}

/** The page in a phone or as wide as a desk, in each language. */
export function Preview({ page, chosenId, onChoose, onLanguage }: PreviewProps) {
  const t = useTranslations('pages')
  const [size, setSize] = useState<'phone' | 'desktop'>('phone')
  const frame = (className: string) => (
    <PreviewFrame
      page={page}
      title={t('preview.title')}
      chosenId={chosenId}
      onChoose={onChoose}
      className={className}
    />
  )
  return (
    <section
      aria-label={t('preview.title')}
      className="min-w-0 bg-background px-4 py-4 narrow:border-t narrow:border-border"
    >
      <div className="sticky top-4 flex flex-col items-center gap-4">
        <div className="flex w-full flex-wrap items-center justify-between gap-2">
          <Choice label={t('preview.size')}>
            {(['phone', 'desktop'] as const).map((option) => {
              const Icon = option === 'phone' ? Smartphone : Monitor
              return (
                <Option key={option} isChosen={size === option} onChoose={() => setSize(option)}>
                  <Icon className="size-4" aria-hidden="true" />
                  <span className="sr-only">{t(`preview.${option}`)}</span>
                </Option>
              )
            })}
          </Choice>
          <Choice label={t('preview.language')}>
            {locales.map((language) => (
              <Option
                key={language}
                isChosen={page.language === language}
                onChoose={() => onLanguage(language)}
              >
                {t(`languages.${language}`)}
              </Option>
            ))}
          </Choice>
        </div>
        {size === 'phone' ? (
          <PhoneBody>{frame('h-full w-full border-0')}</PhoneBody>
        ) : (
          // 1,280 wide, drawn at half size.
          <div className="h-[720px] max-h-[78vh] w-full overflow-hidden rounded-sheet border border-border bg-white">
            {frame('h-[200%] w-[200%] origin-top-left scale-50 border-0')}
          </div>
        )}
      </div>
    </section>
  )
}

const Choice = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
  <div role="group" aria-label={label} className="flex rounded-sheet bg-surface-secondary p-0.5">
    {children}
  </div>
)

type OptionProps = { isChosen: boolean; onChoose: () => void; children: ReactNode }

const Option = ({ isChosen, onChoose, children }: OptionProps) => (
  <button
    type="button"
    aria-pressed={isChosen}
    onClick={onChoose}
    className={cx(
      'flex h-7 items-center rounded-chip px-2.5 text-control phone:h-10',
      isChosen
        ? 'bg-segment font-heavy shadow-[0_0_0_1px_var(--border)]'
        : 'text-muted hover:text-foreground',
    )}
  >
    {children}
  </button>
)
