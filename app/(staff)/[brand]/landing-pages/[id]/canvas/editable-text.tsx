import { registerOverlayPortal } from '@puckeditor/core'
import { useEffect, useRef, useState } from 'react'
import { Text } from '@/components/landing-page/text'

type EditableTextProps = {
  value: string
  label: string
  placeholder: string
  isReadOnly: boolean
  onChange: (text: string) => void
  onFocus: () => void
}

/**
 * A text that is typed where it stands. While it has the cursor it shows what is typed, stars and all, and React
 * leaves its inside alone; before and after it is drawn as on the page.
 */
export function EditableText(props: EditableTextProps) {
  const { value, label, placeholder, isReadOnly, onChange, onFocus } = props
  const ref = useRef<HTMLSpanElement>(null)
  const [isTyping, setTyping] = useState(false)
  // Without this the editor takes every press on it for a drag of the block.
  useEffect(() => registerOverlayPortal(ref.current), [])
  useEffect(() => {
    const field = ref.current
    if (!isTyping || !field || field.textContent === value) return
    field.textContent = value
    const selection = field.ownerDocument.getSelection()
    selection?.selectAllChildren(field)
    selection?.collapseToEnd()
  }, [isTyping, value])
  if (isReadOnly) return <Text text={value} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a field inside a heading or a sentence, in its own type
    <span
      ref={ref}
      role="textbox"
      tabIndex={0}
      aria-label={label}
      aria-multiline="true"
      className="edit"
      data-placeholder={placeholder}
      contentEditable="plaintext-only"
      suppressContentEditableWarning
      onFocus={() => {
        setTyping(true)
        onFocus()
      }}
      // The editor takes a press that nobody answered for one beside the page.
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        // What was typed is not React's; it draws the text itself again.
        event.currentTarget.textContent = ''
        setTyping(false)
      }}
      onInput={(event) => onChange(event.currentTarget.textContent ?? '')}
      onKeyDown={(event) => {
        // Single keys do something to the block; in a text they are letters.
        event.stopPropagation()
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    >
      {isTyping ? null : <Text text={value} />}
    </span>
  )
}
