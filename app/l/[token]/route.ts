import { handleMessageLink } from '@/core/dispatch/links/http'

const answer = (request: Request) => handleMessageLink(request)

export { answer as GET, answer as HEAD, answer as POST }
