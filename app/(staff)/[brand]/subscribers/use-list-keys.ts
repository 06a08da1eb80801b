import { useRouter } from 'next/navigation'
import { type RefObject, useEffect } from 'react'

type ListKeys = {
  body: RefObject<HTMLElement | null>
  previous: string | null
  next: string | null
  toggle: (personId: string) => void
  clear: () => void
}

/**
 * The keys of the list: ↑ and ↓ go from person to person, x ticks, Enter opens (the link does it), / goes to the search,
 * [ and ] turn the page, Escape unticks. While something is typed or a sheet is open they mean what they mean there.
 */
export function useListKeys({ body, previous, next, toggle, clear }: ListKeys): void {
  const router = useRouter()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      const target = event.target instanceof Element ? event.target : null
      if (
        target?.closest(
          'input:not([type="checkbox"]), select, textarea, [role="dialog"], [role="alertdialog"], aside',
        )
      )
        return
      const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('[data-person]') ?? [])]
      const row = target?.closest('tr')?.querySelector<HTMLAnchorElement>('[data-person]')
      const at = row ? links.indexOf(row) : -1
      const go = (to: number) => {
        event.preventDefault()
        links[Math.max(0, Math.min(links.length - 1, to))]?.focus()
      }
      if (event.key === 'ArrowDown') go(at + 1)
      else if (event.key === 'ArrowUp') go(at === -1 ? 0 : at - 1)
      else if (event.key === 'x' && row?.dataset.person) toggle(row.dataset.person)
      else if (event.key === 'Escape') clear()
      else if (event.key === '[' && previous) router.push(previous)
      else if (event.key === ']' && next) router.push(next)
      else if (event.key === '/') {
        event.preventDefault()
        document.querySelector<HTMLInputElement>('#people-search')?.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
