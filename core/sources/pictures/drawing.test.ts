import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoLogo } from '@/db/seed/brand'
import { cleanDrawing } from './drawing'

const svg = (inside: string, attributes = 'viewBox="0 0 8 8"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`

describe('a drawing', () => {
  test('of plain shapes stays as it is', () => {
    expect(cleanDrawing(demoLogo)).toBe(demoLogo)
  })

  test('loses what drawing programs say about it, and nothing that is seen', () => {
    const made = `<?xml version="1.0"?><!-- by a program --><!DOCTYPE svg>
      <svg version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:x="urn:x" viewBox="0 0 8 8" class="a" data-name="b">
      <title>Logo & co</title><g id="one"><path d="M1 1 L 7,7" fill="#F00"/></g></svg>`
    expect(cleanDrawing(made)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><g id="one"><path d="M1 1 L 7,7" fill="#F00"/></g></svg>',
    )
  })

  test.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a handler', svg('<path d="M1 1" onload="alert(1)"/>')],
    ['a handler on itself', svg('', 'onload="alert(1)"')],
    ['foreign markup', svg('<foreignObject><body/></foreignObject>')],
    ['a link', svg('<a href="javascript:alert(1)"><path d="M1 1"/></a>')],
    ['something from elsewhere', svg('<image href="https://evil.example/x.png"/>')],
    ['something linked the old way', svg('<path xlink:href="https://evil.example" d="M1 1"/>')],
    ['paint from elsewhere', svg('<path fill="url(https://evil.example/#a)" d="M1 1"/>')],
    ['a style sheet', svg('<style>*{display:none}</style>')],
    ['a style of its own', svg('<path style="position:fixed" d="M1 1"/>')],
    ['an animation', svg('<path d="M1 1"><animate attributeName="d"/></path>')],
    ['an entity', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'],
    ['coded text', svg('<path fill="&#x22;" d="M1 1"/>')],
    ['words', svg('hello')],
    ['a piece that is not closed', '<svg><g></svg>'],
    ['two drawings', `${svg('')}${svg('')}`],
    ['a page', '<html></html>'],
    ['more than fits in a page', svg(`<path d="${'M1 1'.repeat(2000)}"/>`)],
    ['nothing', ''],
  ])('that holds %s is not taken as one', (_, source) => {
    expect(cleanDrawing(source)).toBeUndefined()
  })

  test('whatever is put in, what comes out holds only known shapes', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '"',
        "'",
        ' ',
        '/',
        '=',
        '<svg',
        '<path',
        ' d="M1"',
        '<script>',
        ' onload="x"',
        'href',
        '-->',
        '<!--',
      ],
      ...[
        '<svg viewBox="0 0 1 1">',
        '</svg>',
        '<g>',
        '</g>',
        '<![CDATA[',
        ']]>',
        '<title>',
        '</title>',
        '&lt;',
        '\u0000',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const clean = cleanDrawing(pieces.join(''))
        if (clean !== undefined)
          expect(clean).toMatch(/^(?:<\/?(?:svg|g|path)(?: (?:xmlns|viewBox|d)="[^"<>&]*")*\/?>)+$/)
      }),
      { numRuns: 2000 },
    )
  })
})
