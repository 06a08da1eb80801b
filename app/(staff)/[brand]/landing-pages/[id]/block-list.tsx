import { ChevronDown, ChevronUp, GripVertical, Lock, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import type { Block } from '@/core/sources/landing-pages/schema'
import { blockIcons } from './block-icons'
import type { PageEditor } from './canvas/use-page-editor'

type BlockListProps = { editor: PageEditor; mayWrite: boolean; onChoose: (blockId: string) => void }

/**
 * What is on the page, in its order. The one that has the focus is chosen. It is moved by dragging, by its arrows, or by
 * Alt with ↑ or ↓; the editor's library takes it away at Delete, if it may be. The consent block stays.
 */
export function BlockList({ editor, mayWrite, onChoose }: BlockListProps) {
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const blocks = editor.content.content
  const list = useRef<HTMLUListElement>(null)
  const [dragged, setDragged] = useState<string>()

  const focusOn = (index: number) =>
    list.current?.querySelectorAll<HTMLButtonElement>('[data-entry]')[index]?.focus()
  const onKey = (event: KeyboardEvent, block: Block, index: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (event.altKey && mayWrite) editor.moveTo(block.props.id, index + step)
      else focusOn(index + step)
    }
  }
  return (
    <div>
      <h2 className="px-2 pb-2 text-control font-strong">{t('blocks.heading')}</h2>
      <ul ref={list} className="grid gap-0.5">
        {blocks.map((block, index) => {
          const Icon = blockIcons[block.type]
          const { id } = block.props
          const isChosen = id === editor.selectedId
          const name = t(`blocks.${block.type}`)
          const isConsent = block.type === 'OptInForm'
          return (
            <li
              key={id}
              draggable={mayWrite}
              onDragStart={(event) => {
                setDragged(id)
                event.dataTransfer.effectAllowed = 'move'
              }}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => dragged && event.preventDefault()}
              onDrop={() => dragged && editor.moveTo(dragged, index)}
              className={cx(
                'flex items-center rounded-sheet',
                isChosen ? 'bg-accent-soft' : 'hover:bg-surface-secondary',
                dragged === id && 'opacity-50',
              )}
            >
              <button
                type="button"
                data-entry
                aria-pressed={isChosen}
                aria-keyshortcuts={mayWrite ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
                onClick={() => onChoose(id)}
                onFocus={() => editor.select(id)}
                onKeyDown={(event) => onKey(event, block, index)}
                className={cx(
                  'flex h-8.5 min-w-0 grow items-center gap-2 ps-1 pe-2 text-start text-control phone:h-11',
                  isChosen && 'font-strong text-accent-soft-foreground',
                )}
              >
                <GripVertical
                  className={cx('size-4 shrink-0 opacity-45 phone:hidden', !mayWrite && 'invisible')}
                  aria-hidden="true"
                />
                <Icon className="size-4 shrink-0" aria-hidden="true" />
                <span className="min-w-0 grow truncate">{name}</span>
                {isConsent && !(isChosen && mayWrite) && (
                  <>
                    <Lock className="size-3.5 shrink-0" aria-hidden="true" />
                    <span className="sr-only">{t('blocks.locked')}</span>
                  </>
                )}
              </button>
              {isChosen && mayWrite && (
                <span className="flex shrink-0 items-center pe-1">
                  <Button
                    size="row"
                    look="quiet"
                    isIconOnly
                    isDisabled={index === 0}
                    aria-label={b('moveUp', { block: name })}
                    onPress={() => editor.moveTo(id, index - 1)}
                  >
                    <ChevronUp className="size-4" aria-hidden="true" />
                  </Button>
                  <Button
                    size="row"
                    look="quiet"
                    isIconOnly
                    isDisabled={index === blocks.length - 1}
                    aria-label={b('moveDown', { block: name })}
                    onPress={() => editor.moveTo(id, index + 1)}
                  >
                    <ChevronDown className="size-4" aria-hidden="true" />
                  </Button>
                  {!isConsent && (
                    <Button
                      size="row"
                      look="quiet"
                      isIconOnly
                      aria-label={b('remove', { block: name })}
                      onPress={() => editor.remove(id)}
                    >
                      <Trash2 className="size-4" aria-hidden="true" />
                    </Button>
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
