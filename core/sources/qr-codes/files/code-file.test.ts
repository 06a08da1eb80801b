import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { plainLook } from '../design/schema'
import { quietZone, sizeOf } from '../drawing/rules'
import { pngSizes } from '../schema'
import { codeAsPng, codeAsSvg } from './code-file'

const content = 'http://localhost:3000/q/W3N8K'

describe('a PNG', () => {
  test.each(pngSizes.flatMap((size) => [72, 300, 600].map((dpi) => [size, dpi] as const)))(
    'of %i pixels at %i dpi says both of itself',
    async (size, dpi) => {
      const png = await codeAsPng({ content, look: plainLook }, { size, dpi })
      const { width, height, density, format } = await sharp(png).metadata()
      expect([format, width, height]).toEqual(['png', size, size])
      expect(density).toBe(dpi)
      expect(png.includes('pHYs')).toBe(true)
    },
  )
})

describe('an SVG', () => {
  test('is as wide as it is printed, with a white edge of four modules around the code', async () => {
    const svg = await codeAsSvg({ content, look: { ...plainLook, widthMm: 29 } })
    const size = sizeOf(content, 'M')
    expect(svg).toContain(`viewBox="-${quietZone} -${quietZone} ${size + 8} ${size + 8}"`)
    expect(svg).toContain(`width="${Math.round((29 / size) * (size + 8) * 100) / 100}mm"`)
  })

  test('has nothing in it that could run or be fetched', async () => {
    const logo = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#00f' } })
      .png()
      .toBuffer()
    const svg = await codeAsSvg({ content, logo, look: { ...plainLook, logo: true, correction: 'Q' } })
    expect(svg).not.toMatch(/<script|onload|href="(?!data:image\/png;base64,)/)
  })
})

describe('a drawing that breaks a rule is offered in no form', () => {
  test.each([
    [{ dark: '#cccccc' }, 'contrast'],
    [{ dark: '#ffffff', light: '#000000' }, 'dark-on-light'],
    [{ widthMm: 12 }, 'width'],
    [{ logo: true }, 'logo'],
  ])('%o: %s', async (change, rule) => {
    const drawing = { content, look: { ...plainLook, ...change } }
    const refusal = { code: 'qr-look-unsafe', params: { rule } }
    await expect(codeAsSvg(drawing)).rejects.toMatchObject(refusal)
    await expect(codeAsPng(drawing, { size: 512, dpi: 300 })).rejects.toMatchObject(refusal)
  })
})
