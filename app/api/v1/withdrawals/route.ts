import { handleWithdrawals } from '@/core/inbound/withdrawals-api'

export const POST = (request: Request) => handleWithdrawals(request)
