'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { changeNumber, changeNumberSchema } from '@/core/subscribers/change-number'
import { editPerson, editPersonSchema } from '@/core/subscribers/edit'
import { joinPeople, joinPeopleSchema } from '@/core/subscribers/join-people'
import {
  addNote,
  addNoteSchema,
  changeNote,
  changeNoteSchema,
  removeNote,
  removeNoteSchema,
} from '@/core/subscribers/notes'

const inBrand = { brand: z.string() }

/** Changes what is kept about a person beside number and consent. */
export const edit = brandAction
  .inputSchema(editPersonSchema.extend(inBrand))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const edited = await editPerson(ctx.brandCtx, input)
    refresh()
    return edited
  })

/** Gives a person another number, on their word to staff. */
export const giveNumber = brandAction
  .inputSchema(changeNumberSchema.extend(inBrand))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await changeNumber(ctx.brandCtx, input)
    refresh()
  })

/** Makes two people one. Cannot be undone. */
export const join = brandAction
  .inputSchema(joinPeopleSchema.extend(inBrand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => joinPeople(ctx.brandCtx, input))

export const writeNote = brandAction
  .inputSchema(addNoteSchema.extend(inBrand))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await addNote(ctx.brandCtx, input)
    refresh()
  })

export const rewriteNote = brandAction
  .inputSchema(changeNoteSchema.extend(inBrand))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await changeNote(ctx.brandCtx, input)
    refresh()
  })

export const throwAwayNote = brandAction
  .inputSchema(removeNoteSchema.extend(inBrand))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await removeNote(ctx.brandCtx, input)
    refresh()
  })
