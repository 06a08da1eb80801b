'use client'

import { type ComponentProps, useRef } from 'react'
import { Button } from './button'

type FileButtonProps = Omit<ComponentProps<typeof Button>, 'onPress'> & {
  /** Kinds and endings that the browser offers first. What a file is gets decided where it is read. */
  accept: string
  /** What the field itself is called, for who cannot see the button. */
  label: string
  onChoose: (file: File) => void
}

/** Chooses one file. The same one can be chosen again after it was mended. */
export function FileButton({ accept, label, onChoose, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) onChoose(file)
        }}
      />
      <Button {...button} onPress={() => input.current?.click()} />
    </>
  )
}
