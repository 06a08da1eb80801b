import { CircleCheck, CircleDashed, CirclePause, Clock, OctagonX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip, type Tone } from '@/components/ui/chip'
import { CopyLine } from '@/components/ui/copy-line'
import { RadioGroup } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { topicsSaid } from '@/core/sources/landing-pages/consent-sentence/rules'
import { withBlock } from '@/core/sources/landing-pages/edit/rules'
import { type BlockOf, confirmationKinds } from '@/core/sources/landing-pages/schema'
import {
  type ConfirmationStatus,
  confirmationName,
  confirmationWords,
  needsMaking,
} from '@/core/templates/confirmation/rules'
import type { FormEdit } from './form-context'

type ConfirmationProps = FormEdit & { block: BlockOf<'OptInForm'> }

/** How the number is proven: by their message to us, or by a press under one of ours, which has to be approved and is paid for. */
export function ConfirmationFields({ block, ...edit }: ConfirmationProps) {
  const t = useTranslations('confirmation')
  const { confirmation } = block.props
  return (
    <div className="grid gap-3 border-t border-separator pt-4" data-text="confirmation">
      <RadioGroup
        label={t('label')}
        value={confirmation}
        options={confirmationKinds.map((value) => ({
          value,
          label: t(`kinds.${value}.name`),
          help: t(`kinds.${value}.help`),
          isDisabled: edit.isReadOnly,
        }))}
        onChange={(chosen) =>
          edit.onChange(
            withBlock(edit.content, block, ({ props }) => {
              props.confirmation = chosen
            }),
          )
        }
      />
      {confirmation === 'utility-template' && <Question block={block} {...edit} />}
    </div>
  )
}

/** What WhatsApp has to approve, how far that is, and what happens meanwhile. */
function Question({ block, ...edit }: ConfirmationProps) {
  const t = useTranslations('confirmation')
  const { asking, content } = edit
  const { state } = asking
  const { languages } = content.root.props
  const missing = languages.filter((one) => needsMaking(state.languages[one]))
  const isReady = languages.every((one) => state.languages[one] === 'ready')
  return (
    <div className="grid gap-3 rounded-sheet border border-border p-3">
      <Words block={block} {...edit} />
      <ul className="grid gap-1.5" aria-label={t('statusOf')} aria-live="polite">
        {languages.map((one) => (
          <li key={one} className="flex flex-wrap items-center justify-between gap-2 text-control">
            {t(`languages.${one}`)}
            <StatusChip status={state.languages[one]} />
          </li>
        ))}
      </ul>
      {missing.length > 0 && state.canMake && !edit.isReadOnly && (
        <div>
          <Button isPending={asking.isMaking} onPress={asking.make}>
            {t('make')}
          </Button>
        </div>
      )}
      {asking.problem && <Notice tone="danger">{asking.problem}</Notice>}
      {missing.length > 0 && !state.canMake && state.problem !== 'no-number' && <ByHand {...edit} />}
      {state.problem ? (
        <Notice tone="warning">
          {t(`problems.${state.problem}`)} {t('meanwhile')}
        </Notice>
      ) : (
        !isReady && <p className="text-caption text-muted">{t('notReady')}</p>
      )}
    </div>
  )
}

/** The message as it will be read, in the language that is being written. */
function Words({ block, language, brandName }: ConfirmationProps) {
  const t = useTranslations('confirmation')
  const { body, yes, no } = confirmationWords[language]
  return (
    <figure className="grid gap-1.5">
      <figcaption className="text-dense font-strong">{t('words')}</figcaption>
      <blockquote lang={language} className="text-control">
        <p>{body.replace('{{1}}', brandName).replace('{{2}}', topicsSaid(block, language))}</p>
        <p className="mt-1.5 flex flex-wrap gap-2">
          {[yes, no].map((label) => (
            <span
              key={label}
              className="rounded-field border border-border px-2 py-0.5 text-dense font-strong"
            >
              {label}
            </span>
          ))}
        </p>
      </blockquote>
    </figure>
  )
}

/** CM.com takes no templates from us: the same one is made there and entered here. */
function ByHand({ brand, language }: FormEdit) {
  const t = useTranslations('confirmation')
  const { body, yes, no } = confirmationWords[language]
  return (
    <div className="grid gap-2 text-control">
      <p>{t('byHand')}</p>
      <CopyLine label={t('copyName')} text={confirmationName} />
      <CopyLine label={t('copyBody')} text={body} />
      <CopyLine label={t('copyButton', { nth: 1 })} text={yes} />
      <CopyLine label={t('copyButton', { nth: 2 })} text={no} />
      <div>
        <ButtonLink href={`/${brand}/templates/new`}>{t('enter')}</ButtonLink>
      </div>
    </div>
  )
}

const looks: Record<ConfirmationStatus, { tone: Tone; Icon: typeof Clock }> = {
  none: { tone: 'neutral', Icon: CircleDashed },
  pending: { tone: 'neutral', Icon: Clock },
  ready: { tone: 'success', Icon: CircleCheck },
  paused: { tone: 'paused', Icon: CirclePause },
  red: { tone: 'danger', Icon: OctagonX },
  moved: { tone: 'danger', Icon: OctagonX },
  refused: { tone: 'danger', Icon: OctagonX },
}

function StatusChip({ status }: { status: ConfirmationStatus }) {
  const t = useTranslations('confirmation.statuses')
  const { tone, Icon } = looks[status]
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(status)}
    </Chip>
  )
}
