import { handlePicture } from '@/core/sources/pictures/http'

const answer = (request: Request) => handlePicture(request)

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT }
