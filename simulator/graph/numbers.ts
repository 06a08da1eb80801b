import { showNumber } from '../phone-number'
import type { Account } from '../store/accounts'

const available = { can_send_message: 'AVAILABLE' }

const pickFields = (all: Record<string, unknown>, fields: readonly string[], usual: readonly string[]) =>
  Object.fromEntries(
    ['id', ...(fields.length > 0 ? fields : usual)]
      .filter((field) => field in all)
      .map((field) => [field, all[field]]),
  )

/** `GET /{phone-number-id}`. */
export function showPhoneNumber(account: Account, fields: readonly string[]) {
  const all = {
    id: account.phone_number_id,
    display_phone_number: showNumber(account.display_phone_number),
    verified_name: account.verified_name,
    name_status: 'APPROVED',
    status: 'CONNECTED',
    quality_rating: account.quality_rating,
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    account_mode: 'LIVE',
    whatsapp_business_manager_messaging_limit: account.messaging_limit,
    messaging_limit_tier: account.messaging_limit,
    is_official_business_account: false,
    health_status: {
      ...available,
      entities: [
        { entity_type: 'PHONE_NUMBER', id: account.phone_number_id, ...available },
        { entity_type: 'WABA', id: account.waba_id, ...available },
      ],
    },
  }
  return pickFields(all, fields, [
    'verified_name',
    'code_verification_status',
    'display_phone_number',
    'quality_rating',
    'platform_type',
    'throughput',
  ])
}

/** `GET /{waba-id}`. */
export function showAccount(account: Account, fields: readonly string[]) {
  const all = {
    id: account.waba_id,
    name: account.business_name,
    currency: 'EUR',
    timezone_id: '1',
    message_template_namespace: account.waba_id,
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    country: 'NL',
    whatsapp_business_manager_messaging_limit: account.messaging_limit,
    health_status: { ...available, entities: [{ entity_type: 'WABA', id: account.waba_id, ...available }] },
  }
  return pickFields(all, fields, ['name', 'timezone_id', 'message_template_namespace'])
}
