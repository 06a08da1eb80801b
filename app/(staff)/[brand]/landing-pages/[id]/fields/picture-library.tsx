import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { LibraryPicture } from '@/core/sources/pictures/library'
import { pictureUrl, pictureWidths } from '@/core/sources/pictures/rules'
import type { ChosenPicture } from '@/core/sources/pictures/schema'

type LibraryProps = {
  brand: string
  chosenId: string | undefined
  onChoose: (picture: ChosenPicture) => void
}

/** The brand's pictures, newest first. */
export function PictureLibrary({ brand, chosenId, onChoose }: LibraryProps) {
  const b = useTranslations('builder')
  const errors = useTranslations('errors')
  const [pictures, setPictures] = useState<LibraryPicture[] | 'failed'>()
  useEffect(() => {
    const asked = new AbortController()
    fetch(`/${brand}/pictures`, { signal: asked.signal })
      .then(async (answer) => setPictures(answer.ok ? await answer.json() : 'failed'))
      .catch(() => asked.signal.aborted || setPictures('failed'))
    return () => asked.abort()
  }, [brand])
  if (pictures === 'failed') return <p className="text-caption text-danger">{errors('unavailable')}</p>
  if (!pictures) return <p className="text-caption text-muted">{b('libraryLoading')}</p>
  if (pictures.length === 0) return <p className="text-caption text-muted">{b('libraryEmpty')}</p>
  return (
    <ul className="grid grid-cols-3 gap-2">
      {pictures.map(({ pictureId, width, height, name, words }) => (
        <li key={pictureId}>
          <button
            type="button"
            aria-pressed={pictureId === chosenId}
            aria-label={name || b('library')}
            onClick={() => onChoose({ pictureId, width, height, words })}
            className="block w-full overflow-hidden rounded-sheet border border-border aria-pressed:outline-2 aria-pressed:outline-accent"
          >
            {/* biome-ignore lint/performance/noImgElement: drawn anew and sized by us already */}
            <img
              src={pictureUrl(pictureId, pictureWidths(width)[0] ?? width, 'webp')}
              alt=""
              loading="lazy"
              className="aspect-square w-full object-cover"
            />
          </button>
        </li>
      ))}
    </ul>
  )
}
