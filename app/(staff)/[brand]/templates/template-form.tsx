'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Notice } from '@/components/ui/notice'
import { Columns, FlowFoot, Section } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import { toast } from '@/components/ui/toast'
import type { PhoneLogo } from '@/components/whatsapp/brand-logo'
import { PhonePreview } from '@/components/whatsapp/phone-preview'
import { componentsByHand, type TemplateByHandInput } from '@/core/templates/by-hand/schema'
import { exampleValues } from '@/core/templates/rules'
import { keepByHand } from './actions'
import { ButtonFields } from './button-fields'
import { FactFields, WordFields } from './word-fields'

type TemplateFormProps = {
  brand: string
  business: { name: string; logo: PhoneLogo }
  start: TemplateByHandInput
  backTo: string
}

/** A template copied by hand, drawn as it is written. */
export function TemplateForm({ brand, business, start, backTo }: TemplateFormProps) {
  const t = useTranslations('templateForm')
  const router = useRouter()
  const [given, setGiven] = useState(start)
  const set = (change: Partial<TemplateByHandInput>) => setGiven((before) => ({ ...before, ...change }))
  const saving = useAction(keepByHand, {
    onSuccess: ({ data }) => {
      toast(t('saved'))
      router.push(`/${brand}/templates/${data?.templateId}`)
    },
  })
  const problems = useProblems(saving.result)
  const components = componentsByHand(given)
  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        saving.execute({ brand, ...given })
      }}
    >
      <Columns
        side={
          <Section title={t('preview')} last>
            <PhonePreview
              brandName={business.name}
              logo={business.logo}
              template={{ components, language: given.language }}
              values={exampleValues(components)}
            />
          </Section>
        }
      >
        {problems.general && (
          <Notice tone="danger" className="mx-6 mt-4 phone:mx-4">
            {problems.general}
          </Notice>
        )}
        <Section title={t('what.title')} note={t('what.text')}>
          <FactFields given={given} set={set} problem={problems.field} />
        </Section>
        <Section title={t('words.title')} note={t('words.text', { place: '{{1}}' })}>
          <WordFields given={given} set={set} problem={problems.field} />
        </Section>
        <Section title={t('buttonsPart.title')} note={t('buttonsPart.text')} last>
          <ButtonFields
            buttons={given.buttons}
            setButtons={(buttons) => set({ buttons })}
            problem={problems.field('buttons')}
          />
        </Section>
      </Columns>
      <FlowFoot>
        <ButtonLink href={backTo} look="quiet">
          {t('leave')}
        </ButtonLink>
        <SubmitButton isPending={saving.isPending}>{t('save')}</SubmitButton>
      </FlowFoot>
    </form>
  )
}
