'use client'

import { AlertDialog } from '@heroui/react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from './button'

type ActionDialogProps = {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Says what happens, and to how many. */
  confirmLabel: string
  look?: 'danger-filled' | 'primary'
  isDisabled?: boolean
  /** Closes when it resolves to true, and stays open with its fields otherwise. */
  onConfirm: () => Promise<boolean>
}

/** Asks for what an act needs and says what it will do. Opened by whoever owns it; see ConfirmDialog for a plain question. */
export function ActionDialog(props: ActionDialogProps) {
  const { isOpen, onClose, title, children, confirmLabel, look = 'primary', isDisabled, onConfirm } = props
  const t = useTranslations('common')
  const [isPending, setPending] = useState(false)
  const confirm = async () => {
    setPending(true)
    try {
      if (await onConfirm()) onClose()
    } finally {
      setPending(false)
    }
  }
  return (
    <AlertDialog.Backdrop
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isKeyboardDismissDisabled={isPending}
    >
      <AlertDialog.Container size="sm">
        <AlertDialog.Dialog>
          <AlertDialog.Header>
            <AlertDialog.Heading className="text-section!">{title}</AlertDialog.Heading>
          </AlertDialog.Header>
          <AlertDialog.Body className="grid gap-3 text-body! text-foreground!">{children}</AlertDialog.Body>
          <AlertDialog.Footer>
            <Button onPress={onClose} isDisabled={isPending}>
              {t('cancel')}
            </Button>
            <Button look={look} onPress={confirm} isPending={isPending} isDisabled={isDisabled === true}>
              {confirmLabel}
            </Button>
          </AlertDialog.Footer>
        </AlertDialog.Dialog>
      </AlertDialog.Container>
    </AlertDialog.Backdrop>
  )
}
