import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

/**
 * The letters that are embedded in our PDFs, as far as they are used (SIL Open Font License, see OFL.txt): Hanken Grotesk
 * for Latin and its extensions, Geist Mono for codes, Noto for every other script. Cut by scripts/cut-fonts.py.
 */
const files = {
  plain: 'HankenGrotesk-Regular.ttf',
  strong: 'HankenGrotesk-SemiBold.ttf',
  bold: 'HankenGrotesk-Bold.ttf',
  mono: 'GeistMono-Regular.ttf',
  greekAndCyrillic: 'NotoSans-Regular.ttf.gz',
  hebrew: 'NotoSansHebrew-Regular.ttf.gz',
  arabic: 'NotoSansArabic-Regular.ttf.gz',
  devanagari: 'NotoSansDevanagari-Regular.ttf.gz',
  thai: 'NotoSansThai-Regular.ttf.gz',
  emoji: 'NotoEmoji-Regular.ttf.gz',
  eastAsian: 'NotoSansCJK-Regular.ttf.gz',
} as const
export type FontName = keyof typeof files

/** Reads a font. Every process of ours runs in the project's folder. */
export function readFont(name: FontName): Buffer {
  const file = readFileSync(
    path.join(/* turbopackIgnore: true */ process.cwd(), 'core/platform/fonts', files[name]),
  )
  return files[name].endsWith('.gz') ? gunzipSync(file) : file
}
