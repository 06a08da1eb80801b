import { shortPath } from './rules'

/**
 * What is drawn and printed: the whole short address of a code.
 * @param origin where the brand's public links are, by its own domain or without one (`getPublicOrigin`)
 */
export const shortLink = (origin: string, code: string): string => `${origin}${shortPath(code)}`
