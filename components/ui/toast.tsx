'use client'

import { toast as heroToast, Toast } from '@heroui/react'

/** Where toasts appear: bottom left of the sheet. */
export const ToastRegion = () => <Toast.Provider placement="bottom start" width={360} />

type ToastOptions = {
  /** One thing to do about it, such as undo. */
  action?: { label: string; onPress: () => void }
}

/** One line that says what happened. Goes after 6 s, stays while hovered. */
export function toast(message: string, { action }: ToastOptions = {}): void {
  heroToast(message, { indicator: null, timeout: 6000, ...asProps(action) })
}

/** One line that says what did not happen. Stays until it is closed. */
export function toastError(message: string, { action }: ToastOptions = {}): void {
  heroToast(message, { variant: 'danger', timeout: 0, ...asProps(action) })
}

const asProps = (action: ToastOptions['action']) =>
  action ? { actionProps: { children: action.label, onPress: action.onPress, size: 'sm' as const } } : {}
