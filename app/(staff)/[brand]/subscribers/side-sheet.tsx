'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'

type SideSheetProps = {
  label: string
  /** Where the keys lead: Escape, ←, → and Enter. */
  close: string
  above: string | null
  below: string | null
  fullPage: string
  children: ReactNode
}

/** A quick look beside the list. On a phone it is the page. Keys work unless something is being typed or pressed. */
export function SideSheet({ label, close, above, below, fullPage, children }: SideSheetProps) {
  const router = useRouter()
  const sheet = useRef<HTMLElement>(null)

  // Once a person, so that a screen reader and the keys are in the sheet that just opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address of the person is the person
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [fullPage])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, select, textarea, [role="alertdialog"], [role="dialog"]')) return
      const isOnControl = target?.closest('a, button') !== null && target !== null
      const goesTo = {
        Escape: close,
        ArrowLeft: above,
        ArrowRight: below,
        Enter: isOnControl ? null : fullPage,
      }[event.key]
      if (goesTo) router.push(goesTo, { scroll: false })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [router, close, above, below, fullPage])

  return (
    <aside
      ref={sheet}
      tabIndex={-1}
      aria-label={label}
      className="fixed inset-y-2 end-2 z-30 flex w-125 max-w-[calc(100vw-16px)] flex-col overflow-y-auto rounded-e-sheet border border-border bg-overlay shadow-overlay outline-none narrow:w-115 phone:inset-0 phone:z-50 phone:w-auto! phone:max-w-none phone:rounded-none phone:border-0"
    >
      {children}
    </aside>
  )
}
