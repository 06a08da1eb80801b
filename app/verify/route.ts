import { handleVerify } from '@/core/sources/verify/http'

export const GET = (request: Request): Promise<Response> => handleVerify(request)
export const POST = (request: Request): Promise<Response> => handleVerify(request)
