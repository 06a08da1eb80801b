import { plainly } from '@/app/plainly'
import { handleUninvite } from '@/core/inbound/own-page/uninvite'

const answer = plainly(handleUninvite)

export { answer as GET, answer as HEAD, answer as POST }
