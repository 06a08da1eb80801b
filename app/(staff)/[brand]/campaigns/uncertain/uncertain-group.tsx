'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Checkbox } from '@/components/ui/fields'
import { Time } from '@/components/ui/figures'
import { FlowFoot, Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { toast, toastError } from '@/components/ui/toast'
import type {
  UncertainGroup as Group,
  Settlement,
  UncertainMessage,
  UncertainPage,
} from '@/core/dispatch/states'
import { settle } from './actions'

type UncertainGroupProps = {
  brand: string
  zone: string
  group: Group
  page: UncertainPage
  /** Those who became uncertain after this are not meant by "everybody". */
  listedAt: Date
  maySettle: boolean
  /** Of this group, to go on to its next page. */
  address: string
}

/** The people of one campaign whose message is uncertain, and what staff can say about those that are ticked. */
export function UncertainGroup({
  brand,
  zone,
  group,
  page,
  listedAt,
  maySettle,
  address,
}: UncertainGroupProps) {
  const t = useTranslations('campaigns.uncertain')
  const te = useTranslations('errors')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [everybody, setEverybody] = useState(false)
  const { campaign } = group
  const count = everybody ? group.people : chosen.size
  const toggle = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)))

  const run = async (as: Settlement) => {
    const result = await settle({
      brand,
      campaignId: campaign?.id ?? null,
      which: everybody ? { handedOverUntil: listedAt } : { messageIds: [...chosen] },
      as,
    })
    const problem = result?.serverError
    if (problem || !result?.data) return toastError(te(problem?.code ?? 'unavailable', problem?.params))
    setChosen(new Set())
    setEverybody(false)
    return toast(t(`settled.${as}`, { settled: result.data.settled }))
  }
  const dialog = (as: Settlement) => (
    <ConfirmDialog
      trigger={{
        label: t(`actions.${as}`),
        look: as === 'again' ? 'danger' : 'plain',
        isDisabled: count === 0 || (as === 'again' && campaign?.state === 'cancelled'),
      }}
      title={t(`dialogs.${as}.title`, { people: count })}
      confirmLabel={t(`dialogs.${as}.confirm`, { people: count })}
      look={as === 'again' ? 'danger-filled' : 'primary'}
      onConfirm={() => run(as)}
    >
      {t(`dialogs.${as}.text`, { people: count, state: campaign?.state ?? 'sending' })}
    </ConfirmDialog>
  )
  return (
    <>
      <Section
        title={
          campaign ? <Link href={`/${brand}/campaigns/${campaign.id}`}>{campaign.name}</Link> : t('answers')
        }
        note={t('people', { people: group.people })}
        last
      >
        <Table label={campaign?.name ?? t('answers')}>
          <TableHead>
            {maySettle && <Th>{t('choose')}</Th>}
            <Th>{t('who')}</Th>
            <Th>{t('when')}</Th>
            <Th>{t('why')}</Th>
          </TableHead>
          <TableBody>
            {page.messages.map((message) => (
              <Row key={message.id}>
                {maySettle && (
                  <Td place="action" className="w-10">
                    <Checkbox
                      isSelected={everybody || chosen.has(message.id)}
                      isDisabled={everybody}
                      onChange={(isChosen) => toggle(message.id, isChosen)}
                    >
                      <span className="sr-only">
                        {t('chooseOne', { name: nameOf(message) ?? t('nameless') })}
                      </span>
                    </Checkbox>
                  </Td>
                )}
                <Td place="main">
                  <Link href={`/${brand}/subscribers/${message.subscriberId}`} className="hover:underline">
                    {nameOf(message) ?? t('nameless')}
                  </Link>
                  {message.name && <span className="ms-2 font-normal text-muted">{message.address}</span>}
                </Td>
                <Td place="sub">
                  <Time at={message.at} zone={zone} />
                </Td>
                <Td place="sub-end" className="text-muted">
                  <Reason reason={message.reason} />
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
        {page.next && (
          <div className="pt-3">
            <ButtonLink href={`${address}&after=${page.next}`}>{t('next')}</ButtonLink>
          </div>
        )}
      </Section>
      {maySettle && (
        <FlowFoot>
          <div className="me-auto">
            <Checkbox isSelected={everybody} onChange={setEverybody}>
              {t('everybody', { people: group.people })}
            </Checkbox>
          </div>
          {dialog('arrived')}
          {dialog('failed')}
          {dialog('again')}
        </FlowFoot>
      )}
    </>
  )
}

const nameOf = (message: UncertainMessage) => message.name ?? message.address

/** Why nobody knows: the process ended, or how the connection broke. */
function Reason({ reason }: { reason: string | null }) {
  const t = useTranslations('campaigns.uncertain.reasons')
  if (reason === null) return t('unknown')
  if (t.has(reason)) return t(reason)
  return reason.startsWith('http-') || reason.startsWith('cm-')
    ? t('gateway', { reason })
    : t('broken', { reason })
}
