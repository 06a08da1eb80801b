import { showNumber } from '../phone-number'
import { type Account, limitsOf } from '../store/accounts'
import { appIdOf } from './access'
import { pickFields } from './fields'

export type Health = { can_send_message: 'AVAILABLE' | 'LIMITED' | 'BLOCKED' } & Record<string, unknown>

const available: Health = { can_send_message: 'AVAILABLE' }

const blocked = (code: number, description: string, solution: string): Health => ({
  can_send_message: 'BLOCKED',
  errors: [{ error_code: code, error_description: description, possible_solution: solution }],
})

function numberHealth(account: Account): Health {
  if (!account.registered) {
    return blocked(133010, 'The phone number is not registered.', 'Register the phone number.')
  }
  if (account.number_status !== 'CONNECTED') {
    return blocked(141000, `The phone number is ${account.number_status}.`, 'See the WhatsApp Manager.')
  }
  if (account.name_status !== 'APPROVED' && account.name_status !== 'AVAILABLE_WITHOUT_REVIEW') {
    return {
      can_send_message: 'LIMITED',
      additional_info: [
        'Your display name has not been approved yet. Your message limit will increase after it.',
      ],
    }
  }
  return available
}

function accountHealth(account: Account): Health {
  if (account.review_status !== 'APPROVED') {
    return blocked(141005, `The account is ${account.review_status}.`, 'See the WhatsApp Manager.')
  }
  return limitsOf(account).paymentProblem
    ? blocked(141006, 'There is an error with the payment method.', 'Update the payment method.')
    : available
}

const businessHealth = (account: Account): Health =>
  account.verified
    ? available
    : {
        can_send_message: 'LIMITED',
        errors: [
          {
            error_code: 141010,
            error_description: 'The Business has not passed business verification.',
            possible_solution:
              'Visit business settings and start or resolve the business verification request.',
          },
        ],
      }

type Entity = Health & { entity_type: string; id: string }

/** Whether messages can go out and what stands in the way; the whole is as bad as its worst part. */
export function healthOf(account: Account, more: readonly Entity[] = []) {
  const entities: Entity[] = [
    ...more,
    { entity_type: 'PHONE_NUMBER', id: account.phone_number_id, ...numberHealth(account) },
    { entity_type: 'WABA', id: account.waba_id, ...accountHealth(account) },
    { entity_type: 'BUSINESS', id: `${account.waba_id}2`, ...businessHealth(account) },
    { entity_type: 'APP', id: appIdOf(account), ...available },
  ]
  const has = (state: Health['can_send_message']) => entities.some((one) => one.can_send_message === state)
  const worst = has('BLOCKED') ? 'BLOCKED' : has('LIMITED') ? 'LIMITED' : 'AVAILABLE'
  return { can_send_message: worst, entities }
}

/** `GET /{phone-number-id}`. */
export function showPhoneNumber(account: Account, fields: readonly string[], throughput: string) {
  const all = {
    id: account.phone_number_id,
    display_phone_number: showNumber(account.display_phone_number),
    verified_name: account.verified_name,
    name_status: account.name_status,
    status: account.registered ? account.number_status : 'DISCONNECTED',
    quality_rating: account.quality_rating,
    quality_score: { score: account.quality_rating },
    code_verification_status: 'VERIFIED',
    platform_type: account.registered ? 'CLOUD_API' : 'NOT_APPLICABLE',
    throughput: { level: throughput },
    account_mode: limitsOf(account).testRecipients ? 'SANDBOX' : 'LIVE',
    is_pin_enabled: account.pin !== null,
    is_official_business_account: false,
    country_dial_code: account.display_phone_number.slice(0, 2),
    search_visibility: 'VISIBLE',
    whatsapp_business_manager_messaging_limit: account.messaging_limit,
    messaging_limit_tier: account.messaging_limit,
    health_status: healthOf(account),
    webhook_configuration: {
      ...(account.number_callback_uri && { phone_number: account.number_callback_uri }),
      ...(account.callback_uri && { whatsapp_business_account: account.callback_uri }),
    },
  }
  return pickFields(all, fields, [
    'verified_name',
    'code_verification_status',
    'display_phone_number',
    'quality_rating',
    'platform_type',
    'throughput',
    'webhook_configuration',
  ])
}

/** `GET /{waba-id}`, without the figures (see analytics.ts). */
export function showAccount(account: Account, fields: readonly string[]) {
  const all = {
    id: account.waba_id,
    name: account.business_name,
    currency: 'EUR',
    timezone_id: '1',
    message_template_namespace: `${account.waba_id}_0000_0000_0000_000000000000`,
    account_review_status: account.review_status,
    business_verification_status: account.verified ? 'verified' : 'not_verified',
    country: account.country,
    ownership_type: 'SELF',
    status: 'ACTIVE',
    is_enabled_for_insights: Boolean(account.insights),
    owner_business_info: { name: account.business_name, id: `${account.waba_id}2` },
    whatsapp_business_manager_messaging_limit: account.messaging_limit,
    health_status: healthOf(account),
  }
  return pickFields(all, fields, ['name', 'timezone_id', 'message_template_namespace'])
}
