import { Copy, ExternalLink, FileText, List, MapPin, Phone, Play, Reply } from 'lucide-react'
import type { TextRun } from '@/core/templates/formatting'
import type { FilledButton, FilledTemplate } from '@/core/templates/rules'
import { cx } from '../ui/cx'
import { BrandLogo, type PhoneLogo } from './brand-logo'

/** Text as WhatsApp draws it; what was filled in is marked, which WhatsApp does not. */
function Runs({ runs }: { runs: TextRun[] }) {
  return runs.map((run, index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity but their place in the text
      key={index}
      className={cx(
        run.bold && 'font-bold',
        run.italic && 'italic',
        run.strike && 'line-through',
        run.mono && 'font-mono text-[12px]',
        run.variable !== undefined &&
          'box-decoration-clone border-b border-accent bg-accent-soft px-0.5 text-accent-soft-foreground',
      )}
    >
      {run.text}
    </span>
  ))
}

const mediaIcons = { image: undefined, video: Play, document: FileText, location: MapPin }

function Header({ header, logo }: { header: NonNullable<FilledTemplate['header']>; logo: PhoneLogo }) {
  if (header.kind === 'text') {
    return (
      <p className="mx-[6px] mt-[3px] mb-[5px] text-[13.5px] leading-[18px] font-bold">
        <Runs runs={header.runs} />
      </p>
    )
  }
  const Icon = mediaIcons[header.kind]
  // Pictures elsewhere stay there: staff's browser asks no other server for them.
  const source =
    header.link?.startsWith('/') || header.link?.startsWith('data:image/') ? header.link : undefined
  return (
    <div
      className="mb-1 grid aspect-[216/112] place-items-center overflow-hidden rounded-[5px]"
      style={{ background: logo.background }}
    >
      {source ? (
        // biome-ignore lint/performance/noImgElement: the picture as it is sent, never made smaller
        <img src={source} alt="" className="size-full object-cover" />
      ) : Icon ? (
        <span className="grid size-11 place-items-center rounded-full bg-black/45 text-white">
          <Icon className="size-5" aria-hidden="true" />
        </span>
      ) : (
        <BrandLogo logo={logo} className="h-[58%] w-[56%]" />
      )}
    </div>
  )
}

const buttonIcons = { link: ExternalLink, reply: Reply, phone: Phone, copy: Copy }

function Button({ kind, text }: { kind: FilledButton['kind'] | 'all'; text: string }) {
  const Icon = kind === 'all' ? List : buttonIcons[kind]
  return (
    <li className="flex min-h-[38px] items-center justify-center gap-2 border-t border-black/8 px-3 py-2 text-center text-[13px] leading-[17px] font-semibold text-[#027eb5]">
      <Icon className="size-[14px] shrink-0 stroke-[2.2]" aria-hidden="true" />
      {text}
    </li>
  )
}

type MessageBubbleProps = { message: FilledTemplate; logo: PhoneLogo; time: string; allOptions: string }

/** One template message in a chat: header, text, footer, time and buttons, in WhatsApp's own measures. */
export function MessageBubble({ message, logo, time, allOptions }: MessageBubbleProps) {
  // With more than three WhatsApp shows two, and the rest behind a list.
  const shown = message.buttons.length > 3 ? message.buttons.slice(0, 2) : message.buttons
  return (
    <div className="relative rounded-[8px] rounded-ss-none bg-white shadow-[0_1px_.5px_rgb(11_20_26/.13)]">
      <svg
        viewBox="0 0 8 12"
        className="absolute top-0 -start-[7px] h-[12px] w-[8px] text-white"
        aria-hidden="true"
      >
        <path d="M8 0H1.4C.2 0-.3.9.5 1.8L8 11z" fill="currentColor" />
      </svg>
      <div className="p-1 text-[13px] leading-[18.5px] text-[#111b21]">
        {message.header && <Header header={message.header} logo={logo} />}
        <p className="mx-[6px] mt-0.5 whitespace-pre-wrap wrap-anywhere">
          <Runs runs={message.body} />
        </p>
        {message.footer && (
          <p className="mx-[6px] mt-1 text-[12px] leading-[18px] wrap-anywhere text-[#5b6b74]">
            {message.footer}
          </p>
        )}
        <p className="mx-[6px] text-end text-[11px] leading-[15px] text-[#5b6b74]" aria-hidden="true">
          {time}
        </p>
      </div>
      {shown.length > 0 && (
        <ul>
          {shown.map((button) => (
            <Button key={`${button.kind} ${button.text}`} kind={button.kind} text={button.text} />
          ))}
          {shown.length < message.buttons.length && <Button kind="all" text={allOptions} />}
        </ul>
      )}
    </div>
  )
}
