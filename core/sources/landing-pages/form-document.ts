import type { PublicLanguage } from '@/db/states'
import { sha256 } from '../../platform/crypto'
import { originOf } from '../domains/queries'
import { type Prepared, prepare } from '../public/respond'
import { leftMarks } from './countdown/rules'
import { fillTemplate, type MarkValues } from './document/rules'
import { shownMark } from './form'
import { makeStamp } from './guard/stamp'
import { withWorkScript } from './guard/work'
import type { LivePage, LiveVersion, Render } from './live-pages'
import { shareHead } from './share/head'

export type FormDocument = {
  page: LivePage
  version: LiveVersion
  language: PublicLanguage
  render: Render
  now: Date
  /** Whether a sign-up has to show work: then the document brings the script for it. */
  isGuarded: boolean
  /** What was typed, and what is the matter with it. */
  marks?: MarkValues
  /** What the address carries, for the links to other languages. */
  carried?: string
  /** When the form was served, signed. Now by default. */
  stamp?: string
}

/** The stored document of the form with everything filled in that is of the moment. */
export function formHtml(form: FormDocument): string {
  const { version, language, render, now, isGuarded, marks, carried, stamp = makeStamp(now) } = form
  const html = fillTemplate(render.form, {
    ...leftMarks(render.form.marks, now, language),
    ...marks,
    version: shownMark(version.id, stamp),
    query: carried ? `&${carried}` : '',
  })
  // Everything that people typed is escaped, so the end of the head is the end of the head.
  const whole = html.replace('</head>', () => `${headOf(form)}</head>`)
  return isGuarded ? withWorkScript(whole) : whole
}

/** What is said of the page to those who show a link to it. Pages from before it was kept what they consist of say nothing. */
function headOf({ page, version, language }: FormDocument): string {
  const { content } = version
  if (!content) return ''
  const { slug, brandName } = page
  const languages = [...version.renders.keys()]
  const origin = originOf(page.ownHost)
  return shareHead({ content, language, languages, brandName, slug, versionId: version.id, origin })
}

/** So many addresses of one page within a second: the codes of all shops, and the campaigns that run. */
const roomForAddresses = 100

/** The form with nothing typed in: made once for everybody who asks for the same address within the same second. */
export function preparedForm(form: FormDocument): Prepared {
  const { page, version, render, now, isGuarded, carried = '' } = form
  const second = Math.floor(now.getTime() / 1000)
  if (render.prepared?.second !== second) render.prepared = { second, documents: new Map() }
  const { documents } = render.prepared
  const key = `${isGuarded}:${page.ownHost}:${carried}`
  const known = documents.get(key)
  if (known) return known
  // Stamps live longer than the day for which two copies pass for the same.
  const left = Object.values(leftMarks(render.form.marks, now, form.language) ?? {}).join()
  const said = `${version.id}:${render.htmlHash}:${key}:${left}:${now.toISOString().slice(0, 10)}`
  const document = prepare(formHtml(form), sha256(said).toString('base64url').slice(0, 22))
  if (documents.size < roomForAddresses) documents.set(key, document)
  return document
}
