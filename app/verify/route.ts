import { plainly } from '@/app/plainly'
import { handleVerify } from '@/core/sources/verify/http'

const answer = plainly(handleVerify)

export { answer as GET, answer as POST }
