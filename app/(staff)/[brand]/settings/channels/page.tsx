import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { Facts } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getSettings } from '@/core/platform/env'
import { formatPhone } from '@/core/platform/phone'
import { type ChannelMessage, listChannelMessages } from '@/core/providers/channel-messages/queries'
import { type ChannelView, getChannel } from '@/core/providers/channels'
import { emailSettings } from '@/core/providers/email/schema'
import { smsSettings } from '@/core/providers/sms/schema'
import { may } from '@/core/staff/rules'
import { sideChannels } from '@/db/states'
import { Part } from '../part'
import { ChannelTools } from './channel-tools'
import { SentMessages } from './sent-messages'

/** So many of what went out. */
const shown = 5

/** A report mostly comes within seconds; later ones show when the page is opened again. */
const followedMs = 60_000

const awaitsReport = (messages: ChannelMessage[], now: Date): boolean =>
  messages.some(
    ({ state, createdAt }) =>
      ['sending', 'accepted', 'sent', 'uncertain'].includes(state) &&
      now.getTime() - createdAt.getTime() < followedMs,
  )

export default async function ChannelSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, t, sms, email, ...views] = await Promise.all([
    getBrand(ctx),
    getTranslations('channels'),
    listChannelMessages(ctx, { channel: 'sms', limit: shown }),
    listChannelMessages(ctx, { channel: 'email', limit: shown }),
    ...sideChannels.map((channel) => getChannel(ctx, channel)),
  ])
  const sent = { sms, email }
  const mayWrite = may(ctx.scope.role, 'brand.write')
  return sideChannels.map((channel, index) => {
    const view = views[index]
    return (
      <Part key={channel} title={t(`${channel}.title`)} text={t(`${channel}.text`)}>
        <div className="grid gap-4">
          {view ? (
            <Standing view={view} zone={brand.timeZone} />
          ) : (
            <p className="text-body text-muted">{t(`${channel}.none`)}</p>
          )}
          {mayWrite ? (
            <ChannelTools
              brand={ctx.scope.slug}
              channel={channel}
              isConnected={view !== undefined}
              offersSimulator={getSettings().DEPLOYMENT === 'local' && !view?.isSimulator}
            />
          ) : (
            <p className="text-dense text-muted">{t('onlyOwner')}</p>
          )}
          {(view || sent[channel].length > 0) && (
            <SentMessages
              channel={channel}
              messages={sent[channel]}
              zone={brand.timeZone}
              isFollowed={channel === 'sms' && awaitsReport(sent.sms, ctx.now)}
            />
          )}
        </div>
      </Part>
    )
  })
}

async function Standing({ view, zone }: { view: ChannelView; zone: string }) {
  const t = await getTranslations('channels')
  const simulated = view.isSimulator && <Chip>{t('facts.simulated')}</Chip>
  const secret = {
    label: t('facts.secret'),
    value: t(view.hasSecret ? 'facts.secretKept' : 'facts.secretNone'),
  }
  const changed = { label: t('facts.changed'), value: <Time at={view.updatedAt} zone={zone} /> }
  if (view.channel === 'sms') {
    const { sender } = smsSettings.parse(view.settings)
    return (
      <Facts
        items={[
          {
            label: t('facts.through'),
            value: (
              <span className="flex flex-wrap items-center gap-2">
                {t('facts.cm')}
                {simulated}
              </span>
            ),
          },
          { label: t('facts.sender'), value: sender.startsWith('+') ? formatPhone(sender) : sender },
          secret,
          changed,
        ]}
      />
    )
  }
  const { host, port, security, username, fromName, fromAddress } = emailSettings.parse(view.settings)
  return (
    <Facts
      items={[
        {
          label: t('facts.server'),
          value: (
            <span className="flex flex-wrap items-center gap-2">
              {`${host}:${port}`}
              {simulated}
            </span>
          ),
        },
        { label: t('facts.seal'), value: t(`form.securities.${security}`) },
        { label: t('facts.username'), value: username || t('facts.nobody') },
        secret,
        { label: t('facts.sender'), value: `${fromName} <${fromAddress}>` },
        changed,
      ]}
    />
  )
}
