'use client'

import { ImagePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { FileButton } from '@/components/ui/file-button'
import { usePictureUpload } from '../[id]/fields/use-picture-upload'

/** Takes one more picture into the library, and goes to it. */
export function AddPicture({ brand, base }: { brand: string; base: string }) {
  const t = useTranslations('pictures')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { upload, isUploading, problem } = usePictureUpload(brand, ({ pictureId }) =>
    router.push(`${base}/${pictureId}`),
  )
  return (
    <>
      <FileButton
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        label={t('add')}
        look="primary"
        onChoose={upload}
        isPending={isUploading}
      >
        <ImagePlus className="size-4" aria-hidden="true" />
        {isUploading ? t('adding') : t('add')}
      </FileButton>
      <p role="status" className="w-full text-caption text-danger empty:hidden">
        {problem && errors(problem)}
      </p>
    </>
  )
}
