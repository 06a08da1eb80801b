import { plainly } from '@/app/plainly'
import { handleMessageLink } from '@/core/dispatch/links/http'

const answer = plainly(handleMessageLink)

export { answer as GET, answer as HEAD, answer as POST }
