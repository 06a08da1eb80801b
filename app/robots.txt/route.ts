import { handleRobots } from '@/core/sources/public/robots'

export const GET = (request: Request) => handleRobots(request)
