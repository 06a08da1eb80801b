import { z } from 'zod'
import { printLayoutNames } from './rules'

/** A sheet, or all codes as single files. */
export const printForms = [...printLayoutNames, 'zip'] as const
export type PrintForm = (typeof printForms)[number]

export const requestPrintInput = z.object({ batchId: z.uuid(), form: z.enum(printForms) })
export type RequestPrintInput = z.input<typeof requestPrintInput>
