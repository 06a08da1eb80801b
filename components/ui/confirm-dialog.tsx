'use client'

import { AlertDialog } from '@heroui/react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import type { ButtonLook, ButtonSize } from './button-class'

type ConfirmDialogProps = {
  /** The button that opens it. */
  trigger: { label: ReactNode; look?: ButtonLook; size?: ButtonSize; isDisabled?: boolean }
  title: ReactNode
  /** What will happen, to how many, and what stays. */
  children: ReactNode
  /** Says what happens. */
  confirmLabel: string
  look?: 'danger-filled' | 'primary'
  /** Resolves to `stay` when something in the dialog is to be mended first. */
  onConfirm: () => Promise<unknown> | void
}

/** Asks once more: only to destroy or to send. Stays open while `onConfirm` runs, and closes when it is done. */
export function ConfirmDialog({
  trigger,
  title,
  children,
  confirmLabel,
  look = 'danger-filled',
  onConfirm,
}: ConfirmDialogProps) {
  const t = useTranslations('common')
  const [isOpen, setOpen] = useState(false)
  const [isPending, setPending] = useState(false)
  const confirm = async () => {
    setPending(true)
    try {
      if ((await onConfirm()) !== 'stay') setOpen(false)
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Button
        look={trigger.look ?? 'danger'}
        size={trigger.size ?? 'md'}
        isDisabled={trigger.isDisabled}
        onPress={() => setOpen(true)}
      >
        {trigger.label}
      </Button>
      <AlertDialog.Backdrop isOpen={isOpen} onOpenChange={setOpen} isKeyboardDismissDisabled={isPending}>
        <AlertDialog.Container size="sm">
          <AlertDialog.Dialog>
            <AlertDialog.Header>
              <AlertDialog.Heading className="text-section!">{title}</AlertDialog.Heading>
            </AlertDialog.Header>
            <AlertDialog.Body className="text-body! text-foreground!">{children}</AlertDialog.Body>
            <AlertDialog.Footer>
              <Button onPress={() => setOpen(false)} isDisabled={isPending} autoFocus>
                {t('cancel')}
              </Button>
              <Button look={look} onPress={confirm} isPending={isPending}>
                {confirmLabel}
              </Button>
            </AlertDialog.Footer>
          </AlertDialog.Dialog>
        </AlertDialog.Container>
      </AlertDialog.Backdrop>
    </>
  )
}
