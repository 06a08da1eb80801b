import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Checkbox, TextField } from '@/components/ui/fields'
import { addField, withBlock } from '@/core/sources/landing-pages/edit/rules'
import { type BlockOf, type FieldKind, type FormField, fieldKinds } from '@/core/sources/landing-pages/schema'
import type { FormEdit } from './form-context'

type AskedProps = FormEdit & { block: BlockOf<'OptInForm'> }

/** What the form asks beside the number, each with why: nothing unless the brand says so. */
export function AskedFields({ block, ...edit }: AskedProps) {
  const b = useTranslations('builder')
  const { fields } = block.props
  const free = fieldKinds.filter((kind) => kind === 'own' || !fields.some((field) => field.kind === kind))
  const add = (kind: FieldKind) => edit.onChange(addField(edit.content, block, kind))
  return (
    <div className="grid gap-4 border-t border-separator pt-4">
      <div>
        <h3 className="text-dense font-strong">{b('asked')}</h3>
        <p className="text-caption text-muted">{b('askedHelp')}</p>
      </div>
      {fields.map((field, index) => (
        <AskedField key={field.key} block={block} field={field} index={index} {...edit} />
      ))}
      {!edit.isReadOnly && fields.length < 6 && (
        <div className="flex flex-wrap gap-2">
          {free.map((kind) => (
            <Button key={kind} size="row" onPress={() => add(kind)}>
              <Plus className="size-4" aria-hidden="true" />
              {b(`fieldKinds.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function AskedField({ block, field, index, ...edit }: AskedProps & { field: FormField; index: number }) {
  const b = useTranslations('builder')
  const t = useTranslations('pages')
  const errors = useTranslations('errors')
  const { language, content, onChange, isReadOnly } = edit
  const set = (next: Partial<FormField>) =>
    onChange(
      withBlock(content, block, ({ props }) => {
        const known = props.fields[index]
        if (known) Object.assign(known, next)
      }),
    )
  const localised = (name: 'label' | 'purpose') => ({
    label: `${b(`field.${name}`)}, ${t(`languages.${language}`)}`,
    value: field[name][language],
    onChange: (text: string) => set({ [name]: { ...field[name], [language]: text } }),
    error: field[name][language].trim() === '' ? errors('page-incomplete') : undefined,
    isReadOnly,
  })
  return (
    <fieldset className="grid gap-2.5">
      <legend className="sr-only">{b(`fieldKinds.${field.kind}`)}</legend>
      <div className="flex items-center justify-between gap-2">
        <span aria-hidden="true" className="text-dense font-strong">
          {b(`fieldKinds.${field.kind}`)}
        </span>
        {!isReadOnly && (
          <Button
            size="row"
            look="quiet"
            isIconOnly
            aria-label={b('dropField', { field: b(`fieldKinds.${field.kind}`) })}
            onPress={() =>
              onChange(withBlock(content, block, ({ props }) => void props.fields.splice(index, 1)))
            }
          >
            <Trash2 className="size-4" aria-hidden="true" />
          </Button>
        )}
      </div>
      <TextField {...localised('label')} maxLength={60} />
      <TextField {...localised('purpose')} maxLength={160} />
      <Checkbox
        isSelected={field.required}
        isDisabled={isReadOnly}
        onChange={(required) => set({ required })}
      >
        {b('field.required')}
      </Checkbox>
    </fieldset>
  )
}
