import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { Checkbox, RadioGroup, TextArea, TextField } from '@/components/ui/fields'
import { consentSentence, runsText } from '@/core/sources/landing-pages/consent-sentence/rules'
import { withBlock, withTopic } from '@/core/sources/landing-pages/edit/rules'
import type { BlockOf, Reward } from '@/core/sources/landing-pages/schema'
import { AskedFields } from './asked-fields'
import { ConfirmationFields } from './confirmation-fields'
import type { FormEdit } from './form-context'

type OptInProps = FormEdit & { block: BlockOf<'OptInForm'> }

/** What the tick stands for, what else is asked, how it is confirmed, and what it is rewarded with. */
export function OptInFields({ block, ...edit }: OptInProps) {
  return (
    <>
      <Topics block={block} {...edit} />
      <AskedFields block={block} {...edit} />
      <ConfirmationFields block={block} {...edit} />
      <RewardFields block={block} {...edit} />
    </>
  )
}

/** Which topics the tick stands for, and the sentence that follows from them. */
function Topics({ block, ...edit }: OptInProps) {
  const t = useTranslations('pages')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  const { content, topics, language, brandName } = edit
  return (
    <>
      <fieldset className="grid gap-2 border-t border-separator pt-4">
        <legend className="sr-only">{t('topics')}</legend>
        <span aria-hidden="true" className="text-dense font-strong">
          {t('topics')}
        </span>
        {topics.map((topic) => (
          <Checkbox
            key={topic.id}
            isSelected={block.props.topics.some((known) => known.topicId === topic.id)}
            isDisabled={edit.isReadOnly}
            onChange={(isChosen) => edit.onChange(withTopic(content, block, topic, isChosen))}
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
        <p lang={language} className="mt-1.5">
          {runsText(consentSentence({ brandName, language, form: block, topics }))}
        </p>
        <p className="mt-2 text-caption text-muted">{t('sentenceHelp')}</p>
      </div>
    </>
  )
}

function RewardFields({ block, ...edit }: OptInProps) {
  const t = useTranslations('pages')
  const b = useTranslations('builder')
  const errors = useTranslations('errors')
  const { reward } = block.props
  const { language, isReadOnly } = edit
  const set = (next: Partial<Reward>) =>
    edit.onChange(
      withBlock(edit.content, block, ({ props }) => {
        props.reward = { ...props.reward, ...next }
      }),
    )
  const isMissing = reward.text[language].trim() === ''
  return (
    <div className="grid gap-3 border-t border-separator pt-4">
      <RadioGroup
        label={b('reward')}
        value={reward.kind}
        options={(['none', 'shared', 'list'] as const).map((value) => ({
          value,
          label: b(`rewards.${value}.name`),
          help: b(`rewards.${value}.help`),
          isDisabled: isReadOnly,
        }))}
        onChange={(kind) => set({ kind })}
      />
      {reward.kind === 'shared' && (
        <TextField
          label={b('rewardCode')}
          value={reward.code}
          onChange={(code) => set({ code })}
          error={reward.code.trim() === '' ? errors('invalid-input') : undefined}
          isReadOnly={isReadOnly}
          maxLength={40}
          mono
        />
      )}
      {reward.kind === 'list' && (
        <div>
          <ButtonLink href={`/${edit.brand}/landing-pages/${edit.pageId}/rewards`}>
            {b('rewardList')}
          </ButtonLink>
        </div>
      )}
      {reward.kind !== 'none' && (
        <TextArea
          label={`${b('rewardText')}, ${t(`languages.${language}`)}`}
          help={b('rewardTextHelp')}
          value={reward.text[language]}
          onChange={(text) => set({ text: { ...reward.text, [language]: text } })}
          error={isMissing ? errors('page-incomplete') : undefined}
          isReadOnly={isReadOnly}
          maxLength={300}
        />
      )}
    </div>
  )
}
