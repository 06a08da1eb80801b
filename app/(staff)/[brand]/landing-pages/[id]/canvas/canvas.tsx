import { Puck } from '@puckeditor/core'
import { Monitor, Smartphone, Tablet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cx } from '@/components/ui/cx'
import type { PublicLanguage } from '@/db/states'

const devices = { phone: Smartphone, tablet: Tablet, desktop: Monitor }
type Device = keyof typeof devices
const widths = { phone: 360, tablet: 768, desktop: 1280 }
const height = 720

type CanvasProps = {
  language: PublicLanguage
  languages: readonly PublicLanguage[]
  onLanguage: (language: PublicLanguage) => void
  className?: string
}

/** The page itself, as a phone, a tablet and a desk show it, in each of its languages. Typed in and dragged here. */
export function Canvas({ language, languages, onLanguage, className }: CanvasProps) {
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const [device, setDevice] = useState<Device>('phone')
  return (
    <section aria-label={t('preview.title')} className={cx('min-w-0 bg-background px-4 py-4', className)}>
      <div className="sticky top-4 flex flex-col items-center gap-4">
        <div className="flex w-full flex-wrap items-center justify-between gap-2">
          <Choice label={t('preview.size')}>
            {(Object.keys(devices) as Device[]).map((option) => {
              const Icon = devices[option]
              return (
                <Option key={option} isChosen={device === option} onChoose={() => setDevice(option)}>
                  <Icon className="size-4" aria-hidden="true" />
                  <span className="sr-only">{b(`devices.${option}`)}</span>
                </Option>
              )
            })}
          </Choice>
          {languages.length > 1 && (
            <Choice label={t('preview.language')}>
              {languages.map((known) => (
                <Option key={known} isChosen={language === known} onChoose={() => onLanguage(known)}>
                  {t(`languages.${known}`)}
                </Option>
              ))}
            </Choice>
          )}
        </div>
        <Screen device={device}>
          <Puck.Preview />
        </Screen>
      </div>
    </section>
  )
}

/** One frame for all three, so that changing the screen loads nothing anew. Wide ones are drawn smaller to fit. */
function Screen({ device, children }: { device: Device; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(0)
  useEffect(() => {
    const place = ref.current
    if (!place) return
    const observer = new ResizeObserver(() => setRoom(place.clientWidth))
    observer.observe(place)
    return () => observer.disconnect()
  }, [])
  const isPhone = device === 'phone'
  const scale = room === 0 ? 1 : Math.min(1, room / widths[device])
  const shown = Math.min(room, widths[device])
  return (
    <div ref={ref} className="flex w-full justify-center">
      <div
        className={cx(
          'max-w-full shrink-0 overflow-hidden',
          isPhone
            ? 'rounded-[38px] bg-black p-2 shadow-[0_18px_40px_-12px_rgb(0_0_0/.35)]'
            : 'rounded-sheet border border-border bg-white',
        )}
        style={{ width: isPhone ? 376 : shown, height: `min(${height}px, 78vh)` }}
      >
        <div
          className={cx(
            'origin-top-left bg-white [&_[data-puck-preview]]:h-full [&_iframe]:h-full [&_iframe]:w-full [&_iframe]:border-0',
            isPhone && 'overflow-hidden rounded-[30px]',
          )}
          style={
            isPhone
              ? { height: '100%' }
              : { width: widths[device], height: `${100 / scale}%`, transform: `scale(${scale})` }
          }
        >
          {children}
        </div>
      </div>
    </div>
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
