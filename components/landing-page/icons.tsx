import type { BenefitIcon } from '@/core/sources/landing-pages/schema'

const shapes: Record<BenefitIcon, string> = {
  message: 'M4 4h16v12.5H8.2L4 20.2z',
  calendar: 'M4 5.5h16V20H4zM8 3v4M16 3v4M4 10h16M8 13.7h.1M12 13.7h.1M16 13.7h.1M8 16.8h.1M12 16.8h.1',
  stop: 'M7.5 12.5V6.2a1.5 1.5 0 0 1 3 0M10.5 11V4.5a1.5 1.5 0 0 1 3 0V11M13.5 11V5.7a1.5 1.5 0 0 1 3 0V12M16.5 9.2a1.5 1.5 0 0 1 3 0v5A6.8 6.8 0 0 1 12.7 21H12a6.6 6.6 0 0 1-5-2.3l-3.2-4.1a1.6 1.6 0 0 1 2.4-2l1.3 1.4',
  gift: 'M4 12h16v8H4zM3 8h18v4H3zM12 8v12M12 8C9 8 7.5 6.8 7.5 5.4S8.6 3.3 9.6 3.6C11 4 12 6 12 8c0-2 1-4 2.4-4.4 1-.3 2.1.4 2.1 1.8S15 8 12 8',
  wrench:
    'M14.6 6.4a4.3 4.3 0 0 1 5.2-1.2l-3 3 .8 1.8 1.9.7 2.6-2.7a4.3 4.3 0 0 1-5.9 5L9.3 20a2.3 2.3 0 0 1-3.3-3.3l7-6.9a4.3 4.3 0 0 1 1.6-3.4z',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.3 2.3 0 0 0 4 0',
  heart: 'M12 20 4.6 12.6A4.7 4.7 0 0 1 12 6.9a4.7 4.7 0 0 1 7.4 5.7z',
  ticket: 'M3 7h18v3.5a1.8 1.8 0 0 0 0 3.4V17H3v-3.1a1.8 1.8 0 0 0 0-3.4zM14 7v2M14 11.5v1.5M14 15.5V17',
}

/** A line drawing of 24 by 24 in the colour of the text around it. Says nothing that the text does not. */
export function BlockIcon({ name }: { name: BenefitIcon }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  )
}

/** The WhatsApp mark, always beside the written name and in its own green (Meta's brand rules). */
export function WhatsAppMark({ inButton = false }: { inButton?: boolean }) {
  return (
    <svg className={inButton ? 'wa on' : 'wa'} viewBox="0 0 24 24" aria-hidden="true">
      <path className="wl" d="m2.6 21.4 1.4-5A9.3 9.3 0 1 1 7.6 20z" />
      <path
        className="wf"
        d="M8.5 6.8c-.3 0-.7.1-1 .5-.5.5-1.1 1.3-1.1 2.6 0 1 .5 2.2 1.5 3.5 1.4 1.9 3.2 3.3 5.3 3.9 1.6.5 3.6 0 4.1-1.4.2-.6.2-1.1.1-1.2 0-.2-.3-.3-.6-.4l-1.9-.9c-.3-.1-.5-.1-.7.1l-.8 1c-.2.2-.3.2-.6.1-1.5-.6-2.9-1.8-3.7-3.2-.1-.2-.1-.4.1-.6l.6-.7c.1-.2.2-.4.1-.6l-.9-2.1c-.2-.5-.3-.6-.5-.6z"
      />
    </svg>
  )
}
