/** Lower case, without accents, everything that is no letter or digit a space. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** `Laatste aankoop` → `laatste_aankoop`: the key of a field of the brand's own. Empty when nothing is left. */
export const attributeKey = (header: string): string =>
  plainHeader(header)
    .replaceAll(' ', '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
