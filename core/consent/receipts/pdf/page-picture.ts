import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Renderer } from '@takumi-rs/core'
import { fromHtml } from '@takumi-rs/helpers/html'
import { getFileStore } from '../../../platform/files/store'
import type { FileStore } from '../../../platform/files/types'
import { readFont } from '../../../platform/fonts/fonts'
import { otherScripts } from '../../../platform/fonts/pick-font'
import { isLatin } from '../../../platform/fonts/typeset'

type Node = ReturnType<typeof fromHtml>['node']

/** `text`: everything that can be read on it, in order. */
type PagePicture = { png: Buffer; text: string }

/** A phone held upright, in CSS pixels. Drawn twice as fine, so that print stays sharp. */
const width = 390
const fineness = 2

/**
 * Draws a stored page as a phone shows it, from the very document that was served, with the empty form. The letters are
 * ours, since a page names none but the phone's own; folded answers are open, so that nothing that was said stays unseen
 * (decision 15).
 */
export async function drawPage(html: string, files: FileStore = getFileStore()): Promise<PagePicture> {
  const shown = html.replace(/\uE000[a-z-]+\uE001/g, '')
  const { node, css } = fromHtml(shown)
  const images = await readPictures(html, files)
  const has = new Set(images.map(({ src }) => src))
  const renderer = await openRenderer(isLatin(shown))
  const png = await renderer.render(prepare(node, has), {
    ...{ width: width * fineness, devicePixelRatio: fineness, format: 'png' as const },
    ...{ css: [...css, drawn], images },
  })
  return { png, text: textOf(node) }
}

/** The pictures that a page shows, from where we keep them: an address stands for bytes that never change. */
async function readPictures(html: string, files: FileStore): Promise<{ src: string; data: ArrayBuffer }[]> {
  const sources = new Set(
    [...html.matchAll(/<img[^>]* src="(\/pictures\/[0-9a-f-]{36}\/\d+\.jpg)"/g)].map(([, src = '']) => src),
  )
  const found = await Promise.all(
    [...sources].map(async (src) => {
      const kept = await files.get(src.slice(1))
      return kept ? [{ src, data: await new Response(kept.body).arrayBuffer() }] : []
    }),
  )
  return found.flat()
}

/** What browsers do by themselves: underline a link, and draw a field. */
const drawn =
  'a{text-decoration:underline}.drawn-field{display:flex;align-items:center;height:3.1rem;padding:0 .95rem;color:#66645e}.drawn-choice{color:inherit;padding-right:2.2rem}.hp{display:none}'

const renderers = new Map<boolean, Promise<Renderer>>()
function openRenderer(isLatinOnly: boolean): Promise<Renderer> {
  const made = renderers.get(isLatinOnly) ?? loadRenderer(isLatinOnly)
  renderers.set(isLatinOnly, made)
  return made
}

/** With the letters of other scripts only for pages that have them: they are large. */
async function loadRenderer(isLatinOnly: boolean): Promise<Renderer> {
  const made = new Renderer()
  for (const part of ['latin', 'latin-ext']) {
    const file = `node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-${part}-wght-normal.woff2`
    const data = await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), file))
    await made.registerFont({ data, name: `page-${part}`, generic: 'system-ui' })
  }
  for (const name of isLatinOnly ? [] : otherScripts) {
    await made.registerFont({ data: readFont(name), name: `page-${name}`, generic: 'system-ui' })
  }
  return made
}

/** Browsers draw fields, choices and the colour of a line drawing by themselves; here they are put in by hand. */
function prepare(node: Node, pictures: ReadonlySet<string>): Node {
  const is = (name: string) => node.tagName === name
  const { type = 'text', placeholder = '', src = '', alt = '', name } = node.attributes ?? {}
  if (is('select')) return asText(node, firstChoice(node, name === 'country'), 'drawn-field drawn-choice')
  if (is('input') && type === 'hidden') return asText(node, '', 'hp')
  if (is('input') && !['checkbox', 'radio'].includes(type)) return asText(node, placeholder, 'drawn-field')
  // Nothing is fetched: a picture that is not kept any more stands as its own words.
  if (is('img') && !src.startsWith('data:') && !pictures.has(src)) return asText(node, alt, 'drawn-field')
  if (is('svg') && node.type === 'image' && typeof node.src === 'string') {
    return { ...node, src: lineDrawing(node.src) }
  }
  if (node.type !== 'container' || !node.children) return node
  return { ...node, children: node.children.map((child) => prepare(child, pictures)) }
}

function textOf(node: Node): string {
  if (node.className === 'hp' || node.tagName === 'select' || node.type === 'image') return ''
  if (node.type === 'text') return node.text.trim()
  return (node.children ?? []).map(textOf).filter(Boolean).join(' ')
}

const asText = (node: Node, text: string, className: string): Node => ({
  type: 'text',
  text,
  tagName: 'span',
  className,
  ...(node.lang ? { lang: node.lang } : {}),
})

/** What a closed choice shows: its first line, or of a country its calling code alone. */
function firstChoice(node: Node, isCountry: boolean): string {
  if (node.type === 'text') return isCountry ? (node.text.trim().split(/\s/)[0] ?? '') : node.text.trim()
  const children = node.type === 'container' ? (node.children ?? []) : []
  for (const child of children) {
    const found = firstChoice(child, isCountry)
    if (found !== '') return found
  }
  return ''
}

/** The style sheet of the page does not reach into a drawing, so what it says of lines is written into it. */
function lineDrawing(svg: string): string {
  if (/class="wa"/.test(svg)) {
    return svg
      .replaceAll('class="wl"', 'fill="none" stroke="#25d366" stroke-width="2"')
      .replaceAll('class="wf"', 'fill="#25d366"')
  }
  if (!/class="(i|ticks)"/.test(svg)) return svg
  return svg.replace(
    '<svg ',
    '<svg fill="none" stroke="#17181a" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" ',
  )
}
