'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import type { RuleGroupType } from 'react-querybuilder'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { TextField } from '@/components/ui/fields'
import { Num } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { FlowFoot, PageHeader } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import { toast, toastError } from '@/components/ui/toast'
import { type SegmentGroup, segmentRulesSchema } from '@/core/subscribers/segments/schema'
import { remove, save } from './actions'
import type { SegmentField } from './fields'
import { RuleBuilder } from './rule-builder'
import { useLiveCount } from './use-live-count'

type SegmentEditorProps = {
  brand: string
  segment: { id: string; name: string; rules: SegmentGroup; revision: number } | null
  fields: SegmentField[]
  mayWrite: boolean
}

/** The rules of a group, and how many people they mean while they are being written. */
export function SegmentEditor({ brand, segment, fields, mayWrite }: SegmentEditorProps) {
  const t = useTranslations('segments')
  const router = useRouter()
  const [name, setName] = useState(segment?.name ?? '')
  const [query, setQuery] = useState<RuleGroupType>(() => toQuery(segment?.rules, fields))
  const parsed = segmentRulesSchema.safeParse(query)
  const counted = useLiveCount(brand, parsed.success ? parsed.data : null)
  const action = useAction(save, {
    onSuccess: ({ data }) => {
      toast(t('saved'))
      if (!segment) router.replace(`/${brand}/segments/${data.id}`)
    },
  })
  const problems = useProblems(action.result)
  const isChanged =
    !segment || name !== segment.name || JSON.stringify(parsed.data) !== JSON.stringify(segment.rules)

  const submit = () => {
    if (!parsed.success || name.trim() === '') return
    action.execute({
      brand,
      name,
      rules: parsed.data,
      ...(segment && { segmentId: segment.id, revision: segment.revision }),
    })
  }
  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <PageHeader
        parent={{ href: `/${brand}/segments`, label: t('title') }}
        title={segment?.name ?? t('untitled')}
        actions={
          segment && (
            <>
              {mayWrite && <RemoveButton brand={brand} segment={segment} />}
              <ButtonLink href={`/${brand}/subscribers?segment=${segment.id}`}>{t('seePeople')}</ButtonLink>
              {mayWrite && (
                <ButtonLink href={`/${brand}/campaigns/new?segment=${segment.id}`}>{t('plan')}</ButtonLink>
              )}
            </>
          )
        }
      />
      <div className="grid content-start gap-6 px-6 py-4 phone:px-4">
        {problems.general && <Notice tone="danger">{problems.general}</Notice>}
        <TextField
          label={t('name')}
          value={name}
          onChange={setName}
          error={problems.field('name')}
          maxLength={80}
          isDisabled={!mayWrite}
          className="max-w-120"
          isRequired
        />
        <section className="grid gap-2" aria-label={t('rules')}>
          <h2 className="text-section">{t('who')}</h2>
          <RuleBuilder fields={fields} query={query} onChange={setQuery} isDisabled={!mayWrite} />
          {!parsed.success && <p className="text-control text-muted">{t('incomplete')}</p>}
        </section>
        <p className="text-body" role="status">
          {counted.people === null ? (
            <span className="text-muted">{t(counted.failed ? 'notCounted' : 'counting')}</span>
          ) : (
            <>
              <span className="text-figure">
                <Num value={counted.people} />
              </span>{' '}
              {t('countNow', { count: counted.people })}
              {counted.isCounting && <span className="text-muted"> {t('counting')}</span>}
            </>
          )}
        </p>
        <p className="max-w-[64ch] text-control text-muted">{t('policy')}</p>
      </div>
      {mayWrite && (
        <FlowFoot>
          <Button
            type="submit"
            look="primary"
            size="commit"
            isDisabled={!parsed.success || name.trim() === '' || !isChanged}
            isPending={action.isPending}
          >
            {t(segment ? 'save' : 'create')}
          </Button>
        </FlowFoot>
      )}
    </form>
  )
}

/** Stored rules as the builder edits them; a new group begins with one rule. */
function toQuery(rules: SegmentGroup | undefined, fields: SegmentField[]): RuleGroupType {
  if (rules) return rules as RuleGroupType
  const first = fields[0]
  if (!first) return { combinator: 'and', rules: [] }
  return {
    combinator: 'and',
    rules: [{ field: first.name, operator: first.operators[0]?.name ?? '=', value: first.first }],
  }
}

function RemoveButton({ brand, segment }: { brand: string; segment: { id: string; name: string } }) {
  const t = useTranslations('segments')
  const errors = useTranslations('errors')
  const router = useRouter()
  return (
    <ConfirmDialog
      trigger={{ label: t('remove') }}
      title={t('removeTitle', { name: segment.name })}
      confirmLabel={t('removeConfirm')}
      onConfirm={async () => {
        const result = await remove({ brand, segmentId: segment.id })
        if (result?.data) router.push(`/${brand}/segments`)
        else toastError(errors(result?.serverError?.code ?? 'unavailable'))
      }}
    >
      {t('removeBody')}
    </ConfirmDialog>
  )
}
