import {
  Image,
  ListChecks,
  Lock,
  type LucideIcon,
  MapPin,
  MessageCircleQuestionMark,
  MessageSquareText,
  PanelBottom,
  SquareCheck,
  Timer,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { CrossMark, TickTwo } from '@/components/ui/marks'
import { missingTexts } from '@/core/sources/landing-pages/rules'
import type { BlockType, PageContent } from '@/core/sources/landing-pages/schema'
import type { BrandTheme } from '@/db/schema/brands'
import { locales } from '@/db/states'

const icons: Record<BlockType, LucideIcon> = {
  Hero: Image,
  Benefits: ListChecks,
  OptInForm: SquareCheck,
  ExampleMessage: MessageSquareText,
  Questions: MessageCircleQuestionMark,
  Picture: Image,
  Countdown: Timer,
  StoreLocations: MapPin,
  Footer: PanelBottom,
}

type BlockListProps = {
  content: PageContent
  theme: BrandTheme
  chosenId: string
  onChoose: (blockId: string) => void
  className?: string
}

/** What is on the page, in its order; and how whole it is in each language. */
export function BlockList({ content, theme, chosenId, onChoose, className }: BlockListProps) {
  const t = useTranslations('pages')
  return (
    <div className={cx('flex flex-col gap-6 px-3 py-4', className)}>
      <div>
        <h2 className="px-2 pb-2 text-control font-strong">{t('blocks.heading')}</h2>
        <ul className="grid gap-0.5 max-[1180px]:grid-cols-3 phone:grid-cols-2">
          {content.content.map((block) => {
            const Icon = icons[block.type]
            const isChosen = block.props.id === chosenId
            return (
              <li key={block.props.id}>
                <button
                  type="button"
                  aria-pressed={isChosen}
                  onClick={() => onChoose(block.props.id)}
                  className={cx(
                    'flex h-8.5 w-full items-center gap-2.5 rounded-sheet px-2 text-start text-control phone:h-11',
                    isChosen
                      ? 'bg-accent-soft font-strong text-accent-soft-foreground'
                      : 'hover:bg-surface-secondary',
                  )}
                >
                  <Icon className="size-4 shrink-0" aria-hidden="true" />
                  <span className="min-w-0 grow truncate">{t(`blocks.${block.type}`)}</span>
                  {block.type === 'OptInForm' && (
                    <>
                      <Lock className="size-3.5 shrink-0" aria-hidden="true" />
                      <span className="sr-only">{t('blocks.locked')}</span>
                    </>
                  )}
                </button>
              </li>
            )
          })}
        </ul>
      </div>
      <div className="mt-auto grid gap-4 border-t border-separator px-2 pt-4 max-[1180px]:hidden">
        <div>
          <h2 className="pb-1.5 text-control font-strong">{t('languages.heading')}</h2>
          <ul className="grid gap-1">
            {locales.map((language) => {
              const missing = missingTexts(content, language, locales).length
              return (
                <li key={language} className="flex items-center gap-2 text-dense">
                  {missing === 0 ? (
                    <TickTwo className="text-accent" />
                  ) : (
                    <CrossMark className="text-danger" />
                  )}
                  <span className="grow">{t(`languages.${language}`)}</span>
                  <span className={missing === 0 ? 'text-muted' : 'text-danger'}>
                    {missing === 0 ? t('languages.complete') : t('languages.missing', { count: missing })}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
        <div>
          <h2 className="pb-1.5 text-control font-strong">{t('theme.heading')}</h2>
          <p className="flex items-center gap-1.5 text-dense text-muted">
            {[theme.primary, theme.ink].map((colour) => (
              <span
                key={colour}
                className="size-5 rounded-chip border border-border"
                style={{ background: colour }}
                aria-hidden="true"
              />
            ))}
            {t('theme.fromBrand')}
          </p>
        </div>
      </div>
    </div>
  )
}
