const outsideAscii = /[\u007f-\uffff]/g

/**
 * JSON as the platform writes it: letters outside ASCII as `\uXXXX` in lower case and slashes as `\/`. Who checks
 * the signature over anything but the bytes that came in is found out at once.
 */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(outsideAscii, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')
