import { Plus, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Checkbox, Select, Switch, TextArea, TextField } from '@/components/ui/fields'
import { consentSentence, runsText } from '@/core/sources/landing-pages/consent-sentence/rules'
import {
  addBenefit,
  addQuestion,
  removeItem,
  withBlock,
  withText,
  withTopic,
} from '@/core/sources/landing-pages/edit/rules'
import { listTexts, type TextPlace } from '@/core/sources/landing-pages/rules'
import { type Block, type BlockOf, benefitIcons, type PageContent } from '@/core/sources/landing-pages/schema'
import type { LocalText as TopicName } from '@/db/schema/consent'
import { locales } from '@/db/states'

export type EditorTopic = { id: string; name: TopicName; maxPerMonth: number | null }
type Edit = { content: PageContent; onChange: (content: PageContent) => void; isReadOnly: boolean }
type BlockFormProps = Edit & { block: Block; topics: EditorTopic[]; brandName: string }

/** Everything that can be changed about one block, each text in both languages. */
export function BlockForm({ block, topics, brandName, ...edit }: BlockFormProps) {
  const t = useTranslations('pages')
  const texts = listTexts(edit.content).filter((place) => place.blockId === block.props.id)
  return (
    <div className="grid gap-5">
      <div>
        <h2 className="text-section">{t(`blocks.${block.type}`)}</h2>
        <p className="text-dense text-muted">
          {block.type === 'OptInForm' ? t('blocks.locked') : t('formatHelp')}
        </p>
      </div>
      {block.type === 'OptInForm' && <Topics block={block} topics={topics} brandName={brandName} {...edit} />}
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
        <TextPair key={place.path} place={place} block={block} topics={topics} {...edit} />
      ))}
      <Adders block={block} {...edit} />
    </div>
  )
}

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

type TextPairProps = Edit & { place: TextPlace; block: Block; topics: EditorTopic[] }

function TextPair({ place, block, topics, content, onChange, isReadOnly }: TextPairProps) {
  const t = useTranslations('pages')
  const errors = useTranslations('errors')
  const label = usePlaceLabel(place, topics, block)
  const isLong = /title|text|note|answer|howToStop/.test(place.path) && place.blockType !== 'Benefits'
  const Field = isLong ? TextArea : TextField
  const isSomewhere = locales.some((language) => place.text[language].trim() !== '')
  const item = /^items\.(\d+)\.(text|question)$/.exec(place.path)?.[1]
  return (
    <fieldset className="grid gap-2 border-t border-separator pt-4">
      <legend className="sr-only">{label}</legend>
      <div className="flex min-h-7 items-center justify-between gap-2">
        <span aria-hidden="true" className="text-dense font-strong">
          {label}
        </span>
        {item !== undefined && !isReadOnly && (
          <span className="flex items-center gap-1">
            {block.type === 'Benefits' && (
              <IconChoice
                block={block}
                index={Number(item)}
                content={content}
                onChange={onChange}
                isReadOnly={isReadOnly}
              />
            )}
            <Button
              size="row"
              look="quiet"
              isIconOnly
              aria-label={t('remove', { number: Number(item) + 1 })}
              onPress={() => onChange(removeItem(content, block, Number(item)))}
            >
              <Trash2 className="size-4" aria-hidden="true" />
            </Button>
          </span>
        )}
      </div>
      {locales.map((language) => {
        const isMissing = place.text[language].trim() === '' && (place.required || isSomewhere)
        return (
          <Field
            key={language}
            label={<span className="font-normal text-muted">{t(`languages.${language}`)}</span>}
            aria-label={`${label}, ${t(`languages.${language}`)}`}
            value={place.text[language]}
            onChange={(text: string) =>
              onChange(withText(content, place, { ...place.text, [language]: text }))
            }
            error={isMissing ? errors('page-incomplete') : undefined}
            isReadOnly={isReadOnly}
          />
        )
      })}
    </fieldset>
  )
}

function IconChoice({
  block,
  index,
  content,
  onChange,
}: Edit & { block: BlockOf<'Benefits'>; index: number }) {
  const t = useTranslations('pages')
  return (
    <Select
      label={<span className="sr-only">{t('icon')}</span>}
      className="w-34"
      options={benefitIcons.map((icon) => ({ value: icon, label: t(`icons.${icon}`) }))}
      value={block.props.items[index]?.icon ?? 'message'}
      onChange={(icon) =>
        onChange(
          withBlock(content, block, ({ props }) => {
            const item = props.items[index]
            if (item) item.icon = icon
          }),
        )
      }
    />
  )
}

type TopicsProps = Edit & { block: BlockOf<'OptInForm'>; topics: EditorTopic[]; brandName: string }

/** Which topics the tick stands for, and the sentence that follows from them. */
function Topics({ block, topics, brandName, content, onChange, isReadOnly }: TopicsProps) {
  const t = useTranslations('pages')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  return (
    <>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-dense font-strong">{t('topics')}</legend>
        {topics.map((topic) => (
          <Checkbox
            key={topic.id}
            isSelected={block.props.topics.some((known) => known.topicId === topic.id)}
            isDisabled={isReadOnly}
            onChange={(isChosen) => onChange(withTopic(content, block, topic, isChosen))}
          >
            {topic.name[locale]}
            <span className="text-muted">
              {topic.maxPerMonth === null
                ? t('create.noPromise')
                : t('create.perMonth', { count: topic.maxPerMonth })}
            </span>
          </Checkbox>
        ))}
      </fieldset>
      <div className="rounded-sheet border border-border p-3 text-control">
        <p className="text-dense font-strong">{t('sentence')}</p>
        {locales.map((language) => (
          <p key={language} lang={language} className="mt-1.5">
            {runsText(consentSentence({ brandName, language, form: block, topics }))}
          </p>
        ))}
        <p className="mt-2 text-caption text-muted">{t('sentenceHelp')}</p>
      </div>
    </>
  )
}

function Adders({ block, content, onChange, isReadOnly }: Edit & { block: Block }) {
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
