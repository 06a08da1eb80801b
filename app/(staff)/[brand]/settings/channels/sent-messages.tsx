'use client'

import { useTranslations } from 'next-intl'
import { Chip, type Tone } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { useRefreshWhile } from '@/components/ui/use-refresh-while'
import type { ChannelMessage } from '@/core/providers/channel-messages/queries'
import type { ChannelMessageState, SideChannel } from '@/db/states'

const tones: Record<ChannelMessageState, Tone> = {
  queued: 'neutral',
  skipped: 'neutral',
  sending: 'neutral',
  accepted: 'neutral',
  refused: 'danger',
  uncertain: 'warning',
  sent: 'neutral',
  delivered: 'success',
  failed: 'danger',
}

type SentMessagesProps = {
  channel: SideChannel
  messages: ChannelMessage[]
  zone: string
  /** A report may come at any moment. */
  isFollowed: boolean
}

/** What went out over a channel last, and what became of it. */
export function SentMessages({ channel, messages, zone, isFollowed }: SentMessagesProps) {
  const t = useTranslations('channelMessages')
  useRefreshWhile(isFollowed)
  return (
    <section>
      <h3 className="text-control font-strong">{t('title')}</h3>
      <p className="mt-1 text-dense text-muted">{messages.length > 0 ? t('text') : t(`none.${channel}`)}</p>
      {messages.length > 0 && (
        <Table label={t('title')} dense className="mt-2">
          <TableHead>
            <Th>{t('what')}</Th>
            <Th>{t('how')}</Th>
            <Th end>{t('when')}</Th>
          </TableHead>
          <TableBody>
            {messages.map((message) => (
              <Row key={message.id}>
                <Td place="main">{t(`purposes.${message.purpose}`)}</Td>
                <Td place="end">
                  <CameTo channel={channel} message={message} />
                </Td>
                <Td place="sub" end>
                  <Time at={message.createdAt} zone={zone} />
                </Td>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}

function CameTo({ channel, message }: { channel: SideChannel; message: ChannelMessage }) {
  const t = useTranslations('channelMessages')
  const { state, errorCode, errorTitle } = message
  const isBad = state === 'refused' || state === 'failed'
  const why =
    isBad && errorTitle
      ? t('reason', { title: errorTitle, code: String(errorCode ?? 0) })
      : state === 'uncertain'
        ? t('uncertainText')
        : null
  return (
    <>
      <Chip tone={tones[state]}>
        {state === 'accepted' ? t(`states.accepted.${channel}`) : t(`states.${state}`)}
      </Chip>
      {why && <span className="block py-1 text-dense font-normal text-muted">{why}</span>}
    </>
  )
}
