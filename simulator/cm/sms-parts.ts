const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extended = '^{}\\[~]|€\f'
const isBasic = new Set(basic)
const isExtended = new Set(extended)

/** How many SMS a text takes: 160 or 153 each in the GSM alphabet (GSM 03.38), 70 or 67 each in any other. */
export function smsParts(text: string): number {
  let septets = 0
  for (const letter of text) {
    if (isBasic.has(letter)) septets += 1
    else if (isExtended.has(letter)) septets += 2
    else return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
  }
  return septets <= 160 ? 1 : Math.ceil(septets / 153)
}
