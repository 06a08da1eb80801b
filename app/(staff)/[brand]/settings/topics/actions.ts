'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { addTopic, archiveTopic, changeTopic, restoreTopic } from '@/core/consent/topics/commands'
import { addTopicSchema, changeTopicSchema, topicIdSchema } from '@/core/consent/topics/schema'

const brand = { brand: z.string() }

/** Adds a topic and goes to it. */
export const add = brandAction
  .inputSchema(addTopicSchema.and(z.object(brand)))
  .action(async ({ parsedInput: { brand, ...topic }, ctx }) => {
    const { topicId } = await addTopic(ctx.brandCtx, topic)
    redirect(`/${brand}/settings/topics/${topicId}`)
  })

/** Saves what a topic says and promises. */
export const change = brandAction
  .inputSchema(changeTopicSchema.and(z.object(brand)))
  .action(async ({ parsedInput: { brand: _, ...topic }, ctx }) => {
    const done = await changeTopic(ctx.brandCtx, topic)
    refresh()
    return done
  })

/** Stops asking for a topic. */
export const archive = brandAction
  .inputSchema(topicIdSchema.extend(brand))
  .action(async ({ parsedInput: { topicId }, ctx }) => {
    await archiveTopic(ctx.brandCtx, { topicId })
    refresh()
  })

/** Asks for a topic again. */
export const restore = brandAction
  .inputSchema(topicIdSchema.extend(brand))
  .action(async ({ parsedInput: { topicId }, ctx }) => {
    await restoreTopic(ctx.brandCtx, { topicId })
    refresh()
  })
