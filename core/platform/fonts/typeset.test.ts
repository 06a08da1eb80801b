import { PDFiumLibrary } from '@hyzyla/pdfium'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { drawTypeset, isLatin, typeset } from './typeset'

const wish = { font: 'plain', size: 10, width: 400, lineGap: 2 } as const

/** Sets a text on a page; gives what a reader of the file finds there, and where each line stands. */
async function print(text: string, width: number = wish.width) {
  const doc = new PDFDocument({ size: 'A4', margin: 0 })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => doc.on('end', resolve))
  const set = typeset(doc, text, { ...wish, width })
  let top = 20
  drawTypeset(doc, set, { x: 20, width }, () => {
    top += set.lineHeight
    return top
  })
  doc.end()
  await ended
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(Buffer.concat(parts))
  const found = document.getPage(0).getText()
  document.destroy()
  library.destroy()
  return { set, found: found.replace(/\s+/g, ' ').trim() }
}

const drawn = (set: { lines: { runs: { text: string }[] }[] }) =>
  set.lines.map(({ runs }) => runs.map(({ text }) => text))

describe('text in any script', () => {
  test.each([
    'Ελένη Παπαδοπούλου',
    'Олександра Ющенко',
    'Nguyễn Thị Phương',
    '王小明，繁體中文',
    '山田花子です',
    '김민준',
    'Fiets 🚲 rood',
  ])('%s is printed in its own letters, and can be found again', async (text) => {
    expect(isLatin(text)).toBe(false)
    expect((await print(text)).found).toBe(text)
  })

  test('Hebrew and Arabic run from right to left, numbers and foreign words within them from left to right', async () => {
    const { set } = await print('שלום (כן) 123 WhatsApp')
    expect(set.lines[0]?.isRightToLeft).toBe(true)
    // A font turns its own words around, so they are handed over as they are spoken.
    expect(drawn(set)).toEqual([['WhatsApp', ' ', '123', ' ', '(', 'כן', ')', ' ', 'שלום']])
    const { set: mixed } = await print('De heer محمد عبد zei ١٢٣')
    expect(mixed.lines[0]?.isRightToLeft).toBe(false)
    expect(drawn(mixed)[0]?.join('|')).toContain('عبد| |محمد')
  })

  test('an RTL line ends at the right edge, and no line is wider than its place', async () => {
    for (const text of [
      'נעם '.repeat(60),
      '中文'.repeat(120),
      'Да, присылайте '.repeat(30),
      'Щ'.repeat(200),
    ]) {
      const { set } = await print(text, 150)
      expect(set.lines.length).toBeGreaterThan(3)
      expect(set.height).toBeCloseTo(set.lines.length * set.lineHeight)
      for (const { width } of set.lines) expect(width).toBeLessThanOrEqual(150)
      expect(set.lines.at(-1)?.breaksWord, text).toBe(text.startsWith('Щ'))
      const letters = (from: string) => [...from.replace(/\s/g, '')].sort().join('')
      expect(letters(drawn(set).flat().join('')), 'nothing is lost at the end of a line').toBe(letters(text))
    }
  })

  test('what no font has is named, never left out and never replaced', async () => {
    expect((await print('Selam ሰላም Ж')).found).toBe('Selam [U+1230][U+120B][U+121D] Ж')
  })
})
