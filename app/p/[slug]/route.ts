import { handleLandingPage } from '@/core/sources/landing-pages/http'

const answer = (request: Request) => handleLandingPage(request)

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT }
