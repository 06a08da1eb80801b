import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, safeCell } from './csv'

test.each(['=1+1', '@SUM(A1)', '+cmd|calc', '-2+3', '\t=1', '＝1', '=HYPERLINK("https://evil.example")'])(
  'no cell is taken for a formula: %s',
  (cell) => {
    expect(safeCell(cell)).toBe(`'${cell}`)
  },
)

test.each(['+31612345678', '-5', 'Jan', 'a=b', '-1,5'])('plain values stay as they are: %s', (cell) => {
  expect(safeCell(cell)).toBe(cell)
})

test('what is written is read back cell by cell, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 }), (cells) => {
      const [read] = parse(csvLine(cells), { relax_column_count: true }) as string[][]
      expect(read ?? ['']).toEqual(cells.map((cell) => safeCell(cell)))
    }),
  )
})
