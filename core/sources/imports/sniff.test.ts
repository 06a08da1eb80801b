import { expect, test } from 'vitest'
import { sniff } from './sniff'

const bytes = (text: string) => Buffer.from(text, 'utf8')
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

test.each([
  ['a semicolon file of Dutch Excel', bytes('naam;nummer\r\nJan, de oude;0612345678\r\n'), ';'],
  ['a comma file', bytes('name,phone\nJan,0612345678\n'), ','],
  ['a tab file', bytes('name\tphone\nJan, Piet\t0612345678\n'), '\t'],
  ['a comma inside quotes', bytes('name;phone\n"a,b,c,d";06\n"e,f,g,h";06\n'), ';'],
  ['one column only', bytes('phone\n0612345678\n'), ','],
])('the delimiter is what splits the lines evenly: %s', (_, file, delimiter) => {
  expect(sniff(file)).toMatchObject({ kind: 'csv', delimiter })
})

test.each([
  ['utf-8', bytes('naam;nummer\nZoë 🚲;06\nمحمد;06\n')],
  ['utf-8', Buffer.concat([hex('efbbbf'), bytes('naam;nummer\n')])],
  ['windows-1252', Buffer.from('naam;nummer\nZo\xeb;06\n', 'latin1')],
  ['utf-16le', Buffer.concat([hex('fffe'), Buffer.from('naam;nummer\n', 'utf16le')])],
  ['utf-16le', Buffer.from('naam;nummer\nJan;06\n', 'utf16le')],
  ['utf-16be', Buffer.from('naam;nummer\nJan;06\n', 'utf16le').swap16()],
])('letters are read in the encoding they were written in: %s', (encoding, file) => {
  expect(sniff(file)).toMatchObject({ kind: 'csv', encoding })
})

test('a letter that was cut in half at the end of the first part is still UTF-8', () => {
  const file = bytes('naam;nummer\nZoë')
  expect(sniff(file.subarray(0, file.length - 1))).toMatchObject({ encoding: 'utf-8' })
})

test.each([
  ['file-empty', Buffer.alloc(0)],
  ['file-empty', bytes('\uFEFF\r\n  \r\n')],
  ['file-pdf', bytes('%PDF-1.7\n%âãÏÓ')],
  ['file-picture', hex('89504e470d0a1a0a')],
  ['file-picture', hex('ffd8ffe000104a46')],
  ['file-old-excel', hex('d0cf11e0a1b11ae1')],
  ['file-binary', hex('7f454c46 02010100 00000000 00000000 0300 3e00')],
])('a file is what its bytes say, whatever its name: %s', (problem, file) => {
  expect(sniff(file)).toEqual({ kind: 'unfit', problem })
})

test('a workbook is known by its bytes', () => {
  expect(sniff(hex('504b0304 14000600'))).toEqual({ kind: 'xlsx' })
})
