import { plainly } from '@/app/plainly'
import { handleQrCode } from '@/core/sources/qr-codes/http'

const answer = plainly(handleQrCode)

export { answer as GET, answer as HEAD, answer as POST }
