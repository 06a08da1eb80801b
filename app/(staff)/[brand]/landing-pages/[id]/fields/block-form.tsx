import { useTranslations } from 'next-intl'
import { Switch } from '@/components/ui/fields'
import { withBlock, withPicture } from '@/core/sources/landing-pages/edit/rules'
import { listTexts } from '@/core/sources/landing-pages/rules'
import type { Block } from '@/core/sources/landing-pages/schema'
import { CountdownFields } from './countdown-fields'
import type { FormEdit } from './form-context'
import { ItemAdder } from './items'
import { LocalField } from './local-field'
import { OptInFields } from './opt-in-fields'
import { PictureField } from './picture-field'
import { StoreFields } from './store-fields'

/** Texts that stand with something else of their block, and not in the plain list. */
const placedElsewhere = /^(?:fields|stores)\.|^reward/

/** Everything that can be changed about one block, in the language that is being written. */
export function BlockForm({ block, ...edit }: FormEdit & { block: Block }) {
  const t = useTranslations('pages')
  const texts = listTexts(edit.content).filter(
    (place) => place.blockId === block.props.id && !placedElsewhere.test(place.path),
  )
  return (
    <div className="grid gap-5">
      <div>
        <h2 className="text-section">{t(`blocks.${block.type}`)}</h2>
        <p className="text-dense text-muted">
          {block.type === 'OptInForm' ? t('blocks.locked') : t('formatHelp')}
        </p>
      </div>
      {block.type === 'Picture' && (
        <PictureField
          brand={edit.brand}
          picture={block.props.picture}
          isReadOnly={edit.isReadOnly}
          onChange={(picture) => edit.onChange(withPicture(edit.content, block, picture))}
        />
      )}
      {block.type === 'Countdown' && <CountdownFields block={block} {...edit} />}
      {block.type === 'ExampleMessage' && (
        <Switch
          isSelected={block.props.picture === 'logo'}
          isDisabled={edit.isReadOnly}
          onChange={(isOn) =>
            edit.onChange(
              withBlock(edit.content, block, ({ props }) => {
                props.picture = isOn ? 'logo' : 'none'
              }),
            )
          }
        >
          {t('picture')}
        </Switch>
      )}
      {texts.map((place) => (
        <LocalField key={place.path} place={place} block={block} {...edit} />
      ))}
      {block.type === 'StoreLocations' && <StoreFields block={block} {...edit} />}
      {block.type === 'OptInForm' && <OptInFields block={block} {...edit} />}
      <ItemAdder block={block} {...edit} />
    </div>
  )
}
