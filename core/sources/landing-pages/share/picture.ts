import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Node, Renderer } from '@takumi-rs/core'
import type { BrandTheme } from '@/db/schema/brands'
import { shareSize } from './head'

export type SharePicture = {
  brandName: string
  theme: BrandTheme
  logoSvg: string | null
  title: string
  text: string
  /** Where it leads, as people read it: without scheme. */
  address: string
}

const font = 'node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk'

let renderer: Promise<Renderer> | undefined

async function openRenderer(): Promise<Renderer> {
  const made = new Renderer()
  // Letters of our own: a server has none, and what it has would differ from server to server.
  for (const part of ['latin', 'latin-ext', 'cyrillic-ext']) {
    const data = await readFile(path.join(process.cwd(), `${font}-${part}-wght-normal.woff2`))
    await made.registerFont({ data, name: `share-${part}` })
  }
  return made
}

/** A long title is set smaller, so that it stays whole. */
const titleSize = (title: string) => (title.length > 60 ? 64 : title.length > 32 ? 80 : 96)

const cut = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text

/** Draws what a shared link shows, 1200 by 630: the brand, the page's own words, its address. In the brand's colours. */
export async function drawSharePicture(picture: SharePicture): Promise<Buffer> {
  const { brandName, theme, logoSvg, title, text, address } = picture
  renderer ??= openRenderer()
  const words = (value: string, style: Node['style']): Node => ({ type: 'text', text: value, style })
  const logo: Node[] = logoSvg
    ? [{ type: 'image', src: logoSvg, style: { height: 72, maxWidth: 200, objectFit: 'contain' } }]
    : []
  const node: Node = {
    type: 'container',
    style: {
      ...{ width: '100%', height: '100%', display: 'flex', flexDirection: 'column' },
      ...{ backgroundColor: theme.primary, color: theme.onPrimary, padding: 72 },
    },
    children: [
      {
        type: 'container',
        style: { display: 'flex', alignItems: 'center', gap: 24 },
        children: [...logo, words(cut(brandName, 40), { fontSize: 40, fontWeight: 700 })],
      },
      {
        type: 'container',
        style: { display: 'flex', flexDirection: 'column', gap: 20, marginTop: 'auto', marginBottom: 'auto' },
        children: [
          words(cut(title, 90), {
            ...{
              fontSize: titleSize(title),
              fontWeight: 700,
              lineHeight: 1.08,
              letterSpacing: '-0.02em',
              textWrap: 'balance',
            },
          }),
          words(cut(text, 120), { fontSize: 36, lineHeight: 1.35 }),
        ],
      },
      words(address, { fontSize: 30, opacity: 0.8 }),
    ],
  }
  return (await renderer).render(node, { ...shareSize, format: 'png', images: [] })
}
