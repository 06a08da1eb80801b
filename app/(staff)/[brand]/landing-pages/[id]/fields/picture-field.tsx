import { ImagePlus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { FileButton } from '@/components/ui/file-button'
import type { PictureRef } from '@/core/sources/landing-pages/schema'
import { pictureFallback } from '@/core/sources/pictures/rules'
import type { ChosenPicture } from '@/core/sources/pictures/schema'
import { PictureLibrary } from './picture-library'
import { usePictureUpload } from './use-picture-upload'

type PictureFieldProps = {
  brand: string
  picture: PictureRef | null
  isReadOnly: boolean
  onChange: (picture: ChosenPicture | null) => void
}

/** One picture: uploaded here, or chosen from what the brand has. */
export function PictureField({ brand, picture, isReadOnly, onChange }: PictureFieldProps) {
  const b = useTranslations('builder')
  const errors = useTranslations('errors')
  const [isOpen, setOpen] = useState(false)
  const { upload, isUploading, problem } = usePictureUpload(brand, onChange)
  return (
    <div className="grid gap-3">
      {picture && (
        // biome-ignore lint/performance/noImgElement: drawn anew and sized by us already
        <img
          src={pictureFallback(picture)}
          alt=""
          width={picture.width}
          height={picture.height}
          className="max-h-44 w-full rounded-sheet border border-border bg-surface-secondary object-contain"
        />
      )}
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2">
          <FileButton
            accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
            label={b('upload')}
            onChoose={upload}
            isPending={isUploading}
          >
            <ImagePlus className="size-4" aria-hidden="true" />
            {isUploading ? b('uploading') : b('upload')}
          </FileButton>
          <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? b('closeLibrary') : b('library')}
          </Button>
          {picture && (
            <Button look="quiet" isIconOnly aria-label={b('noPicture')} onPress={() => onChange(null)}>
              <Trash2 className="size-4" aria-hidden="true" />
            </Button>
          )}
        </div>
      )}
      <p role="status" className={problem ? 'text-caption text-danger' : 'text-caption text-muted'}>
        {problem ? errors(problem) : b('uploadHelp')}
      </p>
      {isOpen && (
        <PictureLibrary
          brand={brand}
          chosenId={picture?.pictureId}
          onChoose={(chosen) => {
            onChange(chosen)
            setOpen(false)
          }}
        />
      )}
    </div>
  )
}
