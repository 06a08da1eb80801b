import { handleWebhook } from '@/core/inbound/http'

export const GET = handleWebhook
export const POST = handleWebhook
