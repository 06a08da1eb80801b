import { ArrowLeft, BatteryFull, EllipsisVertical, Signal, Wifi } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { fillTemplate, type TemplateValues } from '@/core/templates/rules'
import type { TemplateComponents } from '@/core/templates/schema'
import { cx } from '../ui/cx'
import { BrandLogo, type PhoneLogo } from './brand-logo'
import { MessageBubble } from './message-bubble'
import { phoneWords } from './phone-words'

type PhonePreviewProps = {
  /** The name that stands above the chat: WhatsApp's verified name, or the brand's. */
  brandName: string
  logo: PhoneLogo
  template: { components: TemplateComponents; language: string }
  /** What goes into the placeholders; those without a value show themselves. */
  values: TemplateValues
  /** The clock of the phone, `10:00`. */
  time?: string
  className?: string
}

/** What the phones themselves set their messages in. */
const fontFamily = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif"

const background = {
  backgroundColor: '#efe7de',
  backgroundImage:
    'radial-gradient(circle at 4px 5px, rgb(120 100 70 / .07) 1.6px, transparent 2px), radial-gradient(circle at 20px 18px, rgb(120 100 70 / .05) 1.1px, transparent 1.5px)',
  backgroundSize: '34px 27px',
}

/**
 * The message as it stands on the person's phone. Always WhatsApp's light look and its own measures, whatever the theme
 * of the page; the only places where WhatsApp's colours are used. Works on the server and in the browser.
 */
export function PhonePreview({
  brandName,
  logo,
  template,
  values,
  time = '10:00',
  className,
}: PhonePreviewProps) {
  const t = useTranslations('templates')
  const words = phoneWords(template.language)
  const message = fillTemplate(template.components, values)
  return (
    <figure
      aria-label={t('phone', { brand: brandName })}
      className={cx(
        'light mx-auto w-[282px] max-w-full rounded-[38px] bg-[#0b0e13] p-[10px] shadow-[0_0_0_1px_rgb(255_255_255/.16),0_18px_40px_-16px_rgb(11_14_19/.35)]',
        className,
      )}
      style={{ fontFamily }}
    >
      <div className="flex min-h-[580px] flex-col overflow-hidden rounded-[28px] bg-white text-[#111b21]">
        <div
          className="flex h-[30px] items-center justify-between px-[22px] pt-1 text-[12.5px] font-semibold"
          aria-hidden="true"
        >
          {time}
          <span className="flex items-center gap-1.5 [&>svg]:size-[14px]">
            <Signal />
            <Wifi />
            <BatteryFull />
          </span>
        </div>
        <div className="flex h-[49px] items-center gap-2 border-b border-black/8 ps-2.5 pe-3">
          <ArrowLeft className="size-[17px] shrink-0" aria-hidden="true" />
          <span
            className="grid size-8 shrink-0 place-items-center overflow-hidden rounded-full"
            style={{ background: logo.background }}
          >
            <BrandLogo logo={logo} className="size-[70%]" />
          </span>
          <span className="min-w-0 grow leading-[16px]">
            <span className="block truncate text-[14px] font-semibold">{brandName}</span>
            <span className="block truncate text-[11px] text-[#5b6b74]">{words.business}</span>
          </span>
          <EllipsisVertical className="size-[17px] shrink-0 text-[#5b6b74]" aria-hidden="true" />
        </div>
        <div
          className="grow px-[14px] pt-[13px] pb-6"
          style={background}
          lang={template.language.slice(0, 2)}
        >
          <p className="mx-auto mb-2.5 w-fit rounded-[7px] bg-white px-2.5 py-[3px] text-[11px] leading-[15px] text-[#54656f] shadow-[0_1px_.5px_rgb(11_20_26/.08)]">
            {words.today}
          </p>
          <MessageBubble message={message} logo={logo} time={time} allOptions={words.allOptions} />
        </div>
      </div>
    </figure>
  )
}
