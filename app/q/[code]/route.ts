import { handleQrCode } from '@/core/sources/qr-codes/http'

const answer = (request: Request) => handleQrCode(request)

export { answer as GET, answer as HEAD, answer as POST }
