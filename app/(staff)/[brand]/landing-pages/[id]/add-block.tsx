import { Drawer } from '@puckeditor/core'
import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type BlockType, blockTypes } from '@/core/sources/landing-pages/schema'
import { blockIcons } from './block-icons'

/** Every block but the consent block, which is there already: pressed to stand below the chosen one, or dragged. */
export function AddBlock({ onAdd }: { onAdd: (type: BlockType) => void }) {
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const [isOpen, setOpen] = useState(false)
  const add = (type: BlockType) => {
    onAdd(type)
    setOpen(false)
  }
  return (
    <div className="px-2">
      <Button className="w-full" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? (
          <X className="size-4" aria-hidden="true" />
        ) : (
          <Plus className="size-4" aria-hidden="true" />
        )}
        {isOpen ? b('closeBlocks') : b('addBlock')}
      </Button>
      {isOpen && (
        <div className="mt-2">
          <p className="pb-1 text-caption text-muted narrow:hidden">{b('addHelp')}</p>
          <Drawer>
            {blockTypes
              .filter((type) => type !== 'OptInForm')
              .map((type) => (
                <AddRow key={type} type={type} name={t(`blocks.${type}`)} onAdd={() => add(type)} />
              ))}
          </Drawer>
        </div>
      )}
    </div>
  )
}

function AddRow({ type, name, onAdd }: { type: BlockType; name: string; onAdd: () => void }) {
  const b = useTranslations('builder')
  const Icon = blockIcons[type]
  return (
    <div className="-mb-2 flex items-center gap-1">
      <div className="min-w-0 grow">
        <Drawer.Item name={type}>
          {() => (
            <span className="flex h-8.5 cursor-grab items-center gap-2 rounded-sheet bg-surface px-2 text-control text-foreground hover:bg-surface-secondary">
              <Icon className="size-4 shrink-0" aria-hidden="true" />
              <span className="truncate">{name}</span>
            </span>
          )}
        </Drawer.Item>
      </div>
      <Button size="row" look="quiet" isIconOnly aria-label={b('addOne', { block: name })} onPress={onAdd}>
        <Plus className="size-4" aria-hidden="true" />
      </Button>
    </div>
  )
}
