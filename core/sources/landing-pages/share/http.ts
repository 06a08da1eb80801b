import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { brands } from '@/db/schema/brands'
import { originOf } from '../../domains/queries'
import { findVersion, type LivePage } from '../live-pages'
import { shareTexts } from './head'
import { drawSharePicture } from './picture'

const name = /^([0-9a-f-]{36})-(nl|en|de|fr)\.png$/

/** Drawn once a process and kept as long as there is room: the address names what never changes. */
const drawn = new Map<string, Promise<Buffer | undefined>>()
const roomForPictures = 50

async function draw(
  database: Database,
  page: LivePage,
  versionId: string,
  language: string,
): Promise<Buffer | undefined> {
  const version = await findVersion(database, page, versionId)
  const found = [...(version?.renders.keys() ?? [])].find((one) => one === language)
  if (!version?.content || !found) return undefined
  const [brand] = await database.db.select().from(brands).where(eq(brands.id, page.brandId))
  if (!brand) return undefined
  const { name: brandName, theme, logoSvg } = brand
  const address = `${new URL(originOf(page.ownHost)).host}/p/${page.slug}`
  return drawSharePicture({ brandName, theme, logoSvg, address, ...shareTexts(version.content, found) })
}

/** The picture that stands with a shared link, or undefined where the page has no such version or language. */
export async function findSharePicture(
  database: Database,
  page: LivePage,
  file: string,
): Promise<Buffer | undefined> {
  const [, versionId, language] = name.exec(file) ?? []
  if (!versionId || !language) return undefined
  const key = `${page.slug}/${file}`
  const known = drawn.get(key)
  if (known) return known
  const made = draw(database, page, versionId, language)
  if (drawn.size >= roomForPictures) drawn.clear()
  drawn.set(key, made)
  // What failed or is not there is asked for anew.
  made.then(
    (png) => png ?? drawn.delete(key),
    () => drawn.delete(key),
  )
  return made
}
