import { handleOwnPage } from '@/core/inbound/own-page/http'

const answer = (request: Request) => handleOwnPage(request)

export { answer as GET, answer as HEAD, answer as POST }
