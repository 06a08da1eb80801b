import { plainly } from '@/app/plainly'
import { handleLandingPage } from '@/core/sources/landing-pages/http'

const answer = plainly(handleLandingPage)

export { answer as GET, answer as HEAD, answer as POST }
