import { handleLandingPage } from '@/core/sources/landing-pages/http'

const answer = (request: Request) => handleLandingPage(request)

export { answer as GET, answer as HEAD }
