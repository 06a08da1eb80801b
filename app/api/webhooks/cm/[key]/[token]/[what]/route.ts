import { handleWebhook } from '@/core/inbound/http'

export const POST = handleWebhook
