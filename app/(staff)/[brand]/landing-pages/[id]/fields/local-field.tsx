import { useLocale, useTranslations } from 'next-intl'
import { TextArea, TextField } from '@/components/ui/fields'
import { withText } from '@/core/sources/landing-pages/edit/rules'
import type { TextPlace } from '@/core/sources/landing-pages/rules'
import { type Block, textMax } from '@/core/sources/landing-pages/schema'
import type { PublicLanguage } from '@/db/states'
import type { EditorTopic, FormEdit } from './form-context'
import { ItemTools } from './items'

/** `items.2.text` gives the words for `text` and the number 3. */
function usePlaceLabel(place: TextPlace, topics: EditorTopic[], block: Block): string {
  const t = useTranslations('pages.fields')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  const [, index, field] = /^\w+\.(\d+)\.(\w+)$/.exec(place.path) ?? []
  const number = Number(index ?? 0)
  const topicId = block.type === 'OptInForm' ? block.props.topics[number]?.topicId : undefined
  const topic = topics.find((known) => known.id === topicId)?.name[locale] ?? ''
  return t(`${block.type}.${field ?? place.path}`, { number: number + 1, topic })
}

const long = /title|text|note|answer|howToStop|over/

/** One text in the language that is being written, and in which other languages it is still missing. */
export function LocalField({ place, block, ...edit }: FormEdit & { place: TextPlace; block: Block }) {
  const errors = useTranslations('errors')
  const label = usePlaceLabel(place, edit.topics, block)
  const { language } = edit
  const { languages } = edit.content.root.props
  const isLong = long.test(place.path) && block.type !== 'Benefits'
  const Field = isLong ? TextArea : TextField
  const isSomewhere = languages.some((one) => place.text[one].trim() !== '')
  const isMissing = (one: PublicLanguage) => place.text[one].trim() === '' && (place.required || isSomewhere)
  const item = /^items\.(\d+)\.(text|question)$/.exec(place.path)?.[1]
  return (
    <div className="flex items-end gap-1" data-text={place.path}>
      <Field
        className="grow"
        label={label}
        labelAside={
          <MissingIn
            languages={languages.filter((one) => one !== language && isMissing(one))}
            onChoose={edit.onLanguage}
          />
        }
        value={place.text[language]}
        onChange={(text: string) => edit.onChange(withText(edit.content, place, { [language]: text }))}
        error={isMissing(language) ? errors('page-incomplete') : undefined}
        isReadOnly={edit.isReadOnly}
        maxLength={textMax(block.type, place.path)}
      />
      {item !== undefined && <ItemTools block={block} index={Number(item)} {...edit} />}
    </div>
  )
}

type MissingInProps = { languages: PublicLanguage[]; onChoose: (language: PublicLanguage) => void }

/** Where a text is still missing, each a press away. */
function MissingIn({ languages, onChoose }: MissingInProps) {
  const t = useTranslations('pages.languages')
  const b = useTranslations('builder')
  return languages.map((language) => (
    <button
      key={language}
      type="button"
      onClick={() => onChoose(language)}
      className="min-h-6 rounded-chip bg-danger-soft px-1.5 text-caption text-danger-soft-foreground"
    >
      {b('missingIn', { language: t(language) })}
    </button>
  ))
}
