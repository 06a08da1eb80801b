import { useTranslations } from 'next-intl'
import type { BlockChange } from '@/core/sources/landing-pages/versions/compare'

/** So many words of what stayed the same are shown around a change. */
const around = 8

/** The end, the start or both ends of a stretch that stayed the same. */
function shortened(text: string, at: 'first' | 'last' | 'between'): string {
  const words = text.split(/(?<=\s)/)
  const room = at === 'between' ? around * 2 : around
  if (words.length <= room) return text
  const start = words.slice(0, around).join('')
  const end = words.slice(-around).join('')
  if (at === 'first') return `… ${end}`
  return at === 'last' ? `${start}…` : `${start}… ${end}`
}

/** Part by part, the words that went and the words that came. */
export function WordChanges({ changes }: { changes: BlockChange[] }) {
  const t = useTranslations('publishing.compare')
  const b = useTranslations('pages.blocks')
  if (changes.length === 0) return <p className="text-control text-muted">{t('same')}</p>
  const nameOf = (part: BlockChange['part']) => {
    if (part === 'head' || part === 'foot') return t(part)
    return part ? b(part) : t('block')
  }
  return (
    <dl className="grid gap-3">
      {changes.map(({ blockId, part, stretches }) => (
        <div
          key={blockId}
          className="grid grid-cols-[minmax(0,1fr)_minmax(0,5fr)] gap-x-4 narrow:grid-cols-1"
        >
          <dt className="text-control text-muted">{nameOf(part)}</dt>
          <dd className="text-body wrap-anywhere">
            {stretches.map(({ kind, text }, i) => {
              const key = i
              if (kind === 'out') {
                return (
                  <del key={key} className="bg-danger-soft text-danger-soft-foreground">
                    <span className="sr-only">{t('out')} </span>
                    {text}
                  </del>
                )
              }
              if (kind === 'in') {
                return (
                  <ins key={key} className="bg-success-soft text-success-soft-foreground">
                    <span className="sr-only">{t('in')} </span>
                    {text}
                  </ins>
                )
              }
              const at = i === 0 ? 'first' : i === stretches.length - 1 ? 'last' : 'between'
              return <span key={key}>{shortened(text, at)}</span>
            })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
