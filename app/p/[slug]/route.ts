import { plainly } from '@/app/plainly'
import { handleLandingPage } from '@/core/sources/landing-pages/http'

const answer = plainly(handleLandingPage)

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT }
