import { plainly } from '@/app/plainly'
import { handleOwnPage } from '@/core/inbound/own-page/http'

const answer = plainly(handleOwnPage)

export { answer as GET, answer as HEAD, answer as POST }
