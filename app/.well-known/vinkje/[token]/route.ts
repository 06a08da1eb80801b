import { handleDomainProof } from '@/core/sources/domains/proof'

export const GET = (request: Request) => handleDomainProof(request)
