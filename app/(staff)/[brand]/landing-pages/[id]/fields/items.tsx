import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/fields'
import { addBenefit, addQuestion, removeItem, withBlock } from '@/core/sources/landing-pages/edit/rules'
import { type Block, type BlockOf, benefitIcons } from '@/core/sources/landing-pages/schema'
import type { FormEdit } from './form-context'

/** Beside an item of a list: its icon, and the way out. */
export function ItemTools({ block, index, ...edit }: FormEdit & { block: Block; index: number }) {
  const t = useTranslations('pages')
  if (edit.isReadOnly) return null
  return (
    <>
      {block.type === 'Benefits' && <IconChoice block={block} index={index} {...edit} />}
      <Button
        size="row"
        look="quiet"
        isIconOnly
        aria-label={t('remove', { number: index + 1 })}
        onPress={() => edit.onChange(removeItem(edit.content, block, index))}
      >
        <Trash2 className="size-4" aria-hidden="true" />
      </Button>
    </>
  )
}

function IconChoice({ block, index, ...edit }: FormEdit & { block: BlockOf<'Benefits'>; index: number }) {
  const t = useTranslations('pages')
  return (
    <Select
      label={<span className="sr-only">{t('icon')}</span>}
      className="w-30 shrink-0"
      options={benefitIcons.map((icon) => ({ value: icon, label: t(`icons.${icon}`) }))}
      value={block.props.items[index]?.icon ?? 'message'}
      onChange={(icon) =>
        edit.onChange(
          withBlock(edit.content, block, ({ props }) => {
            const item = props.items[index]
            if (item) item.icon = icon
          }),
        )
      }
    />
  )
}

/** One more benefit or question, as long as there is room. */
export function ItemAdder({ block, content, onChange, isReadOnly }: FormEdit & { block: Block }) {
  const t = useTranslations('pages')
  if (isReadOnly || (block.type !== 'Benefits' && block.type !== 'Questions')) return null
  const isBenefits = block.type === 'Benefits'
  if (block.props.items.length >= (isBenefits ? 6 : 10)) return null
  return (
    <div>
      <Button onPress={() => onChange(isBenefits ? addBenefit(content, block) : addQuestion(content, block))}>
        <Plus className="size-4" aria-hidden="true" />
        {isBenefits ? t('addBenefit') : t('addQuestion')}
      </Button>
    </div>
  )
}
