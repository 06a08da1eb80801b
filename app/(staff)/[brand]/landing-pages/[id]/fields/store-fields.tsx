import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { withBlock } from '@/core/sources/landing-pages/edit/rules'
import { type BlockOf, emptyText } from '@/core/sources/landing-pages/schema'
import type { FormEdit } from './form-context'

/** The shops: name and address once, opening hours in each language. */
export function StoreFields({ block, ...edit }: FormEdit & { block: BlockOf<'StoreLocations'> }) {
  const b = useTranslations('builder')
  const t = useTranslations('pages')
  const errors = useTranslations('errors')
  const { language, content, onChange, isReadOnly } = edit
  const { stores } = block.props
  type Store = (typeof stores)[number]
  const set = (index: number, next: Partial<Store>) =>
    onChange(
      withBlock(content, block, ({ props }) => {
        const store = props.stores[index]
        if (store) Object.assign(store, next)
      }),
    )
  return (
    <>
      {stores.map((store, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shop has no name until it is written
        <fieldset key={index} className="grid gap-3 border-t border-separator pt-4">
          <legend className="sr-only">{b('store', { number: index + 1 })}</legend>
          <div className="flex items-center justify-between">
            <span aria-hidden="true" className="text-dense font-strong">
              {b('store', { number: index + 1 })}
            </span>
            {!isReadOnly && (
              <Button
                size="row"
                look="quiet"
                isIconOnly
                aria-label={t('remove', { number: index + 1 })}
                onPress={() =>
                  onChange(withBlock(content, block, ({ props }) => void props.stores.splice(index, 1)))
                }
              >
                <Trash2 className="size-4" aria-hidden="true" />
              </Button>
            )}
          </div>
          <TextField
            label={b('storeName')}
            value={store.name}
            onChange={(name) => set(index, { name })}
            isReadOnly={isReadOnly}
            maxLength={80}
          />
          <TextField
            label={b('storeAddress')}
            value={store.address}
            onChange={(address) => set(index, { address })}
            isReadOnly={isReadOnly}
            maxLength={160}
          />
          <TextField
            label={`${b('storeHours')}, ${t(`languages.${language}`)}`}
            value={store.hours[language]}
            onChange={(text) => set(index, { hours: { ...store.hours, [language]: text } })}
            isReadOnly={isReadOnly}
            maxLength={160}
          />
          <TextField
            type="url"
            label={b('storeMap')}
            help={b('storeMapHelp')}
            value={store.mapUrl}
            onChange={(mapUrl) => set(index, { mapUrl: mapUrl.trim() })}
            error={/^(?:https?:\/\/\S+)?$/.test(store.mapUrl) ? undefined : errors('invalid-input')}
            isReadOnly={isReadOnly}
            maxLength={500}
          />
        </fieldset>
      ))}
      {!isReadOnly && stores.length < 20 && (
        <div>
          <Button
            onPress={() =>
              onChange(
                withBlock(content, block, ({ props }) => {
                  props.stores.push({ name: '', address: '', hours: emptyText(), mapUrl: '' })
                }),
              )
            }
          >
            <Plus className="size-4" aria-hidden="true" />
            {b('addStore')}
          </Button>
        </div>
      )}
    </>
  )
}
