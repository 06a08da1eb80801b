import type { Shown } from '../customers/crowd'
import { newMessageId } from '../customers/stage'
import type { Account } from '../store/accounts'
import type { Message, MessageStatus } from '../store/messages'
import type { Template } from '../store/templates'
import { accountReviewChange, accountUpdateChange, nameChange, securityChange } from './account-changes'
import { capabilityChange, numberQualityChange, upgradeAlert } from './capability-changes'
import {
  type Change,
  inboundChange,
  numberChange,
  preferenceChange,
  statusChange,
  templateQualityChange,
  templateStatusChange,
} from './changes'
import { templateCategoryChange, templateComponentsChange } from './template-changes'

/** What an example is about. */
export type Subject = {
  account: Account
  person: Shown
  template: Template
  /** A message that the business sent. */
  messageId: string
  opaque: string | null
  /** Unix milliseconds. */
  at: number
}

type Example = (subject: Subject) => Change

const hour = 3_600_000

const wrote =
  (body: Record<string, unknown>, answers = false): Example =>
  ({ account, person, messageId, at }) =>
    inboundChange(account, person, { id: newMessageId(), at, contextId: answers ? messageId : null, body })

const media = (type: string, mimeType: string, more: Record<string, unknown> = {}): Example =>
  wrote({
    type,
    [type]: {
      ...more,
      mime_type: mimeType,
      sha256: 'bAphUIEbGLXDCGVhmyT3VSrbrKDbWRH2k9ANnN7FJYw=',
      id: '1003383421387256',
    },
  })

const referral = {
  source_url: 'https://fb.me/3cr4Wqqkv',
  source_id: '120226305854810726',
  source_type: 'ad',
  body: 'Winterbeurt voor je fiets',
  headline: 'Chat met ons',
  media_type: 'image',
  image_url: 'https://scontent.example/ad.jpg',
  ctwa_clid:
    'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4_0NiNhEgpGo0AHemvuSoifXaytfTzcchptiErTKCqTrJ5nW1h7IHYeYymGb5K5J5iTROpBhWAGaIAeUzHL50',
  welcome_message: { text: 'Hoi, waar kunnen we mee helpen?' },
}

function sent({ account, person, template, messageId, opaque, at }: Subject): Message {
  return {
    seq: 0,
    id: messageId,
    waba_id: account.waba_id,
    phone_number_id: account.phone_number_id,
    peer: person.number,
    direction: 'out',
    type: 'template',
    content: { body: '' },
    template_id: template.id,
    template_name: template.name,
    pricing: {
      billable: true,
      pricing_model: 'PMP',
      type: 'regular',
      category: template.category.toLowerCase(),
    },
    status: 'sent',
    opaque,
    context_id: null,
    nth: 1,
    error_code: null,
    created_at: at,
    read_at: null,
    annoyance: 0,
    opened_at: null,
    window_open: 0,
  }
}

const status =
  (name: MessageStatus, errorCode?: number): Example =>
  (subject) =>
    statusChange(subject.account, sent(subject), subject.person, {
      status: name,
      at: subject.at,
      withPricing: name === 'sent' || name === 'delivered',
      ...(errorCode !== undefined && { errorCode }),
    })

const hidden = ({ person, ...subject }: Subject): Subject => ({
  ...subject,
  person: { ...person, hidden: true, username: person.username ?? 'sanne.dewit' },
})

const messages: Record<string, Example> = {
  text: wrote({ type: 'text', text: { body: 'Hoi, één vraag over mijn fiets' } }),
  text_answer: wrote({ type: 'text', text: { body: 'Ja, graag' } }, true),
  text_forwarded: wrote({ context: { forwarded: true }, type: 'text', text: { body: 'Doorgestuurd' } }),
  text_from_ad: wrote({ referral, type: 'text', text: { body: 'Ik zag jullie advertentie' } }),
  text_from_username: (subject) => messages['text']?.(hidden(subject)) as Change,
  button: wrote({ type: 'button', button: { payload: 'OPTOUT:MARKETING', text: 'Stop aanbiedingen' } }, true),
  button_reply: wrote(
    {
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'optin_yes', title: 'Ja, graag' } },
    },
    true,
  ),
  list_reply: wrote(
    {
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'r1', title: 'Aanbiedingen', description: 'Eén keer per week' },
      },
    },
    true,
  ),
  nfm_reply: wrote(
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: 'flow',
          body: 'Sent',
          response_json: JSON.stringify({ flow_token: 'unused', first_name: 'Sanne' }),
        },
      },
    },
    true,
  ),
  image: media('image', 'image/jpeg', { caption: 'Mijn fiets' }),
  video: media('video', 'video/mp4', { caption: 'Hij piept' }),
  audio: media('audio', 'audio/ogg; codecs=opus', { voice: true }),
  document: media('document', 'application/pdf', { filename: 'bon.pdf' }),
  sticker: media('sticker', 'image/webp', { animated: false }),
  location: wrote({
    type: 'location',
    location: {
      latitude: 52.3906,
      longitude: 4.9214,
      name: 'Meeuwenlaan',
      address: 'Meeuwenlaan 112, Amsterdam',
    },
  }),
  contacts: wrote({
    type: 'contacts',
    origin: 'other',
    contacts: [
      {
        name: { formatted_name: 'Jan Bakker', first_name: 'Jan' },
        phones: [{ phone: '+31 6 55500199', wa_id: '31655500199', type: 'MOBILE' }],
      },
    ],
  }),
  contact_shared: (subject) =>
    wrote({
      type: 'contacts',
      origin: 'contact_request',
      contacts: [{ vcard: 'BEGIN:VCARD', phones: [{ phone: subject.person.number }] }],
    })(subject),
  reaction: (subject) =>
    wrote({ type: 'reaction', reaction: { message_id: subject.messageId, emoji: '👍' } })(subject),
  order: wrote({
    type: 'order',
    order: {
      catalog_id: '194836987003835',
      text: 'Kan het morgen?',
      product_items: [{ product_retailer_id: 'lamp-1', quantity: 2, item_price: 7.5, currency: 'EUR' }],
    },
  }),
  request_welcome: wrote({ type: 'request_welcome' }),
  unsupported: wrote({
    errors: [
      {
        code: 131051,
        title: 'Message type unknown',
        message: 'Message type unknown',
        error_data: { details: 'Message type is currently not supported.' },
      },
    ],
    type: 'unsupported',
    unsupported: { type: 'poll' },
  }),
  user_changed_number: ({ account, person, at }) =>
    numberChange(account, person, { id: newMessageId(), at, to: '31655500998' }),
  user_changed_number_username: (subject) => messages['user_changed_number']?.(hidden(subject)) as Change,
  error: ({ account }) => ({
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: {
        display_phone_number: account.display_phone_number,
        phone_number_id: account.phone_number_id,
      },
      errors: [
        {
          code: 130429,
          title: 'Rate limit hit',
          message: 'Rate limit hit',
          error_data: { details: 'Cloud API message throughput has been reached.' },
          href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
        },
      ],
    },
  }),
}

const statuses: Record<string, Example> = {
  sent: status('sent'),
  delivered: status('delivered'),
  read: status('read'),
  played: (subject) => {
    const change = status('read')(subject)
    return { ...change, value: { ...change.value, statuses: firstOf(change, { status: 'played' }) } }
  },
  failed: status('failed', 131026),
  failed_stopped: status('failed', 131050),
  failed_ecosystem: status('failed', 131049),
  failed_experiment: status('failed', 130472),
  failed_paced: status('failed', 132015),
  delivered_username: (subject) => status('delivered')(hidden(subject)),
}

const firstOf = (change: Change, more: Record<string, unknown>) =>
  (change.value['statuses'] as Record<string, unknown>[]).map((one) => ({ ...one, ...more }))

const templates: Record<string, Example> = {
  template_approved: ({ template }) => templateStatusChange(template, { event: 'APPROVED' }),
  template_rejected: ({ template }) =>
    templateStatusChange(template, {
      event: 'REJECTED',
      reason: 'INVALID_FORMAT',
      rejection: {
        reason: 'Your template has parameters placed next to each other (like {{1}}{{2}}).',
        recommendation: 'Separate parameters with descriptive text.',
      },
    }),
  template_paused: ({ template }) =>
    templateStatusChange(template, {
      event: 'PAUSED',
      title: 'FIRST_PAUSE',
      description: 'Low quality feedback',
    }),
  template_unpaused: ({ template }) =>
    templateStatusChange(template, {
      event: 'APPROVED',
      title: 'UNPAUSED',
      description: 'The pause is over.',
    }),
  template_disabled: ({ template, at }) =>
    templateStatusChange(template, { event: 'DISABLED', title: 'DISABLED', disabledAt: at }),
  template_flagged: ({ template }) => templateStatusChange(template, { event: 'FLAGGED' }),
  template_archived: ({ template }) => templateStatusChange(template, { event: 'ARCHIVED' }),
  template_pending_deletion: ({ template }) => templateStatusChange(template, { event: 'PENDING_DELETION' }),
  template_quality: ({ template }) =>
    templateQualityChange(template, template.quality_score === 'YELLOW' ? 'RED' : 'YELLOW'),
  template_category_notice: ({ template, at }) =>
    templateCategoryChange(template, { now: 'UTILITY', correct: 'MARKETING', at: at + 24 * hour }),
  template_category: ({ template }) =>
    templateCategoryChange(template, { now: 'MARKETING', previous: 'UTILITY' }),
  template_components: ({ template }) => templateComponentsChange(template),
}

const accounts: Record<string, Example> = {
  preference_stop: ({ account, person, at }) => preferenceChange(account, person, 'stop', at),
  preference_resume: ({ account, person, at }) => preferenceChange(account, person, 'resume', at),
  preference_stop_username: (subject) =>
    preferenceChange(subject.account, hidden(subject).person, 'stop', subject.at),
  name_approved: ({ account }) => nameChange(account, 'APPROVED', account.verified_name, null),
  name_rejected: ({ account }) =>
    nameChange(account, 'REJECTED', account.verified_name, 'NAME_NOT_CONSISTENT'),
  number_throughput: ({ account }) =>
    numberQualityChange(account, 'THROUGHPUT_UPGRADE', account.messaging_limit, account.messaging_limit),
  number_onboarding: ({ account }) =>
    numberQualityChange(account, 'ONBOARDING', 'TIER_NOT_SET', account.messaging_limit),
  capability: () => capabilityChange('TIER_2K'),
  /** The same with a number, as another page of the platform shows it. */
  capability_number: () => ({
    field: 'business_capability_update',
    value: { max_daily_conversations_per_business: 2000, max_phone_numbers_per_waba: 25 },
  }),
  alert_limit_deferred: ({ account }) => upgradeAlert(account),
  account_restricted: ({ at }) =>
    accountUpdateChange('ACCOUNT_RESTRICTION', {
      restriction_info: [
        {
          restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
          expiration: Math.floor((at + 72 * hour) / 1000),
          remediation: 'Ask for a review in the WhatsApp Manager.',
        },
      ],
    }),
  account_violation: () =>
    accountUpdateChange('ACCOUNT_VIOLATION', { violation_info: { violation_type: 'SCAM' } }),
  account_disabled: () =>
    accountUpdateChange('DISABLED_UPDATE', {
      ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'April 17, 2027' },
    }),
  account_deleted: () => accountUpdateChange('ACCOUNT_DELETED'),
  account_partner_removed: ({ account }) =>
    accountUpdateChange('PARTNER_REMOVED', {
      waba_info: { waba_id: account.waba_id, owner_business_id: `${account.waba_id}2` },
    }),
  account_review: () => accountReviewChange('APPROVED'),
  security_pin: ({ account }) => securityChange(account, 'PIN_CHANGED', '61555822107539'),
}

/** One example of every webhook the platform sends, by name. */
export const examples: Record<string, Example> = { ...messages, ...statuses, ...templates, ...accounts }
