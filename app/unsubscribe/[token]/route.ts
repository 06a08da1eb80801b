import { handleUnsubscribe } from '@/core/inbound/own-page/unsubscribe'

const answer = (request: Request) => handleUnsubscribe(request)

export { answer as GET, answer as HEAD, answer as POST }
