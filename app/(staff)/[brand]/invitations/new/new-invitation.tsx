'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { RadioGroup, Select, TextArea, TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Columns, FlowFoot, Section } from '@/components/ui/page'
import { useProblems } from '@/components/ui/problem'
import { composeInvitation } from '@/core/sources/invitations/rules'
import { type AddressCheck, mailLength, smsLength, subjectLength } from '@/core/sources/invitations/schema'
import type { Locale, SideChannel } from '@/db/states'
import { check, start } from '../actions'
import { CheckedList } from './checked-list'

type NewInvitationProps = {
  brand: string
  channels: SideChannel[]
  pages: { id: string; name: string }[]
  sender: { name: string; legalName: string; postalAddress: string }
  locale: Locale
  origin: string
}

/** The words, the list and where it comes from; beside it the message as it goes out. */
export function NewInvitation({ brand, channels, pages, sender, locale, origin }: NewInvitationProps) {
  const t = useTranslations('invitations')
  const router = useRouter()
  const [given, setGiven] = useState({
    ...{ name: '', channel: channels[0] ?? 'email', landingPageId: pages[0]?.id ?? '' },
    ...{ subject: '', body: '', basis: '', addresses: '' },
  })
  const [checked, setChecked] = useState<AddressCheck | null>(null)
  const set = (change: Partial<typeof given>) => {
    setGiven((before) => ({ ...before, ...change }))
    // What was counted is not what stands there now.
    if ('addresses' in change || 'channel' in change) setChecked(null)
  }
  const checking = useAction(check, { onSuccess: ({ data }) => setChecked(data) })
  const starting = useAction(start, {
    onSuccess: ({ data }) => router.push(`/${brand}/invitations/${data.invitationId}`),
  })
  const problems = useProblems(starting.hasErrored ? starting.result : checking.result)
  const { channel } = given
  const isReady = checked !== null && checked.people > 0 && checked.unread.count === 0
  const field = (name: keyof typeof given) => ({
    label: t(`form.${name}`),
    value: given[name],
    onChange: (value: string) => set({ [name]: value }),
    error: problems.field(name),
  })
  const message = composeInvitation({
    ...{ channel, body: given.body || t('form.bodyExample'), sender, locale },
    ...{ link: `${origin}/q/…`, refusalLink: `${origin}/uninvite/…` },
  })
  return (
    <form
      className="flex grow flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) starting.execute({ brand, ...given })
        else checking.execute({ brand, channel, addresses: given.addresses })
      }}
    >
      <Columns
        side={
          <Section title={t('preview')} note={t(`channels.${channel}`)} last>
            {channel === 'email' && <p className="mb-2 font-strong">{given.subject || t('form.subject')}</p>}
            <p className="whitespace-pre-wrap wrap-anywhere text-control">{message}</p>
          </Section>
        }
      >
        {problems.general && (
          <Notice tone="danger" className="mx-6 mt-4 phone:mx-4">
            {problems.general}
          </Notice>
        )}
        <Section title={t('parts.what')}>
          <div className="grid max-w-160 gap-4">
            <TextField {...field('name')} help={t('form.nameHelp')} maxLength={80} isRequired />
            <RadioGroup
              label={t('channel')}
              value={channel}
              onChange={(next) => set({ channel: next })}
              options={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
            />
            <Select
              label={t('form.landingPageId')}
              help={t('form.pageHelp')}
              value={given.landingPageId}
              onChange={(landingPageId) => set({ landingPageId })}
              options={pages.map(({ id, name }) => ({ value: id, label: name }))}
            />
            {channel === 'email' && <TextField {...field('subject')} maxLength={subjectLength} isRequired />}
            <TextArea
              {...field('body')}
              help={t('form.bodyHelp')}
              rows={channel === 'sms' ? 3 : 7}
              maxLength={channel === 'sms' ? smsLength : mailLength}
              isRequired
            />
          </div>
        </Section>
        <Section title={t('parts.who')} last>
          <div className="grid max-w-160 gap-4">
            <Notice tone="warning">{t('lawful')}</Notice>
            <TextArea {...field('basis')} help={t('form.basisHelp')} rows={2} maxLength={1_000} isRequired />
            <TextArea {...field('addresses')} help={t(`form.addressesHelp.${channel}`)} rows={8} isRequired />
            <CheckedList checked={checked} />
          </div>
        </Section>
      </Columns>
      <FlowFoot>
        <ButtonLink href={`/${brand}/invitations`} look="quiet">
          {t('leave')}
        </ButtonLink>
        <SubmitButton isPending={checking.isPending || starting.isPending}>
          {isReady ? t('invite', { count: checked.people }) : t('check')}
        </SubmitButton>
      </FlowFoot>
    </form>
  )
}
