import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { LibraryPicture } from '@/core/sources/pictures/library'
import { pictureUrl, pictureWidths } from '@/core/sources/pictures/rules'
import { locales } from '@/db/states'

/** One picture of the library, with what it shows or that nobody said so yet. */
export function PictureTile({ picture, href }: { picture: LibraryPicture; href: string }) {
  const t = useTranslations('pictures')
  const locale = useLocale() === 'en' ? 'en' : 'nl'
  const { pictureId, width, height, name, words } = picture
  const isDescribed = locales.every((language) => words[language] !== '')
  const title = words[locale] || name || t('unnamed')
  return (
    <li className="relative min-w-0">
      {/* biome-ignore lint/performance/noImgElement: drawn anew and sized by us already */}
      <img
        src={pictureUrl(pictureId, pictureWidths(width)[0] ?? width, 'webp')}
        alt=""
        width={width}
        height={height}
        loading="lazy"
        className="aspect-4/3 w-full rounded-sheet border border-border bg-surface-secondary object-contain"
      />
      <Link href={href} className="mt-2 block truncate text-control font-strong after:absolute after:inset-0">
        {title}
      </Link>
      <p className={isDescribed ? 'text-caption text-muted' : 'text-caption text-warning-soft-foreground'}>
        {isDescribed ? t('size', { width, height }) : t('wordsMissing')}
      </p>
    </li>
  )
}
