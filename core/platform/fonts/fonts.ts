import path from 'node:path'

/**
 * The letters that are embedded in our PDFs (SIL Open Font License, see OFL.txt): Hanken Grotesk for Latin and its extensions,
 * Geist Mono for codes and for what Hanken Grotesk does not have, Cyrillic above all. Cut by scripts/cut-fonts.py.
 */
const files = {
  plain: 'HankenGrotesk-Regular.ttf',
  strong: 'HankenGrotesk-SemiBold.ttf',
  bold: 'HankenGrotesk-Bold.ttf',
  mono: 'GeistMono-Regular.ttf',
} as const
export type FontName = keyof typeof files

/** Where a font lies. Every process of ours runs in the project's folder. */
export const fontPath = (name: FontName): string =>
  path.join(/* turbopackIgnore: true */ process.cwd(), 'core/platform/fonts', files[name])
