import { plainly } from '@/app/plainly'
import { handleUnsubscribe } from '@/core/inbound/own-page/unsubscribe'

const answer = plainly(handleUnsubscribe)

export { answer as GET, answer as HEAD, answer as POST }
