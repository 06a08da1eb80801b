import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templates } from '@/db/schema/templates'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../../brands/scope'
import { openTestShop } from '../../consent/testing-shop'
import { newId } from '../../platform/ids'
import { requireAccount, saveAccount } from '../../providers/accounts'
import { saveCmAccount } from '../../providers/cm/account'
import { getTemplate, listTemplateEvents, listTemplates } from '../queries'
import { templateVariables } from '../schema'
import { keepTemplateByHand } from './commands'
import { type TemplateByHandInput, templateByHandSchema } from './schema'
import { countTemplatesFromBefore, takeTemplatesAlong } from './take-along'

let database: TestDatabase
let ctx: BrandContext
beforeAll(async () => {
  database = await createTestDatabase()
  ctx = await (await openTestShop(database.db)).at(0)
  await saveCmAccount(ctx, {
    ...{ isSimulator: true, apiBaseUrl: 'http://localhost:1', linkBaseUrl: 'http://localhost:1/wa.me' },
    ...{ displayPhoneE164: '+31201234567', verifiedName: 'Shop', templateNamespace: 'space' },
    productToken: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  })
})
afterAll(() => database.drop())

const given = (change: Partial<TemplateByHandInput> = {}): TemplateByHandInput => ({
  name: 'winterbeurt',
  language: 'nl',
  category: 'MARKETING',
  status: 'APPROVED',
  header: 'TEXT',
  headerText: 'Je fiets',
  body: 'Hoi {{1}}, tijd voor een beurt bij {{2}} in de buurt.',
  footer: 'Afmelden kan met de knop',
  buttons: [
    { kind: 'URL', text: 'Bekijk', target: 'https://x.example/a?c={{1}}' },
    { kind: 'QUICK_REPLY', text: 'Stoppen', target: '' },
  ],
  examples: { 1: 'Sanne', 2: 'Noord' },
  ...change,
})

const problemsOf = (change: Partial<TemplateByHandInput>) =>
  templateByHandSchema.safeParse(given(change)).error?.issues.map(({ message }) => message) ?? []

describe('what WhatsApp would refuse is not taken', () => {
  test.each<[string, Partial<TemplateByHandInput>, string]>([
    ['capitals in a name', { name: 'Winterbeurt' }, 'template-name-invalid'],
    ['a gap in the numbers', { body: 'Hoi {{1}} en {{3}} samen.' }, 'template-variables-order'],
    ['a name instead of a number', { body: 'Hoi {{naam}}, welkom.' }, 'template-variables-order'],
    ['a place at the very start', { body: '{{1}}, welkom.' }, 'template-variable-edge'],
    ['a place at the very end', { body: 'Welkom {{1}}' }, 'template-variable-edge'],
    ['a place in the small text', { footer: 'Van {{1}}' }, 'template-variable-here'],
    ['a header that is too long', { headerText: 'x'.repeat(61) }, 'too-long'],
    [
      'a place in the middle of a link',
      { buttons: [{ kind: 'URL', text: 'Ga', target: 'https://x.example/{{1}}/a' }] },
      'template-link-invalid',
    ],
    [
      'a link without https',
      { buttons: [{ kind: 'URL', text: 'Ga', target: 'http://x.example' }] },
      'template-link-invalid',
    ],
    [
      'a number without its country',
      { buttons: [{ kind: 'PHONE_NUMBER', text: 'Bel', target: '0201234567' }] },
      'phone-invalid',
    ],
    [
      'replies and links mixed',
      {
        buttons: [
          { kind: 'QUICK_REPLY', text: 'Ja', target: '' },
          { kind: 'URL', text: 'Ga', target: 'https://x.example' },
          { kind: 'QUICK_REPLY', text: 'Nee', target: '' },
        ],
      },
      'buttons-mixed',
    ],
    [
      'three links',
      {
        buttons: [1, 2, 3].map((nth) => ({
          kind: 'URL' as const,
          text: `Ga ${nth}`,
          target: 'https://x.example',
        })),
      },
      'too-many-buttons',
    ],
  ])('%s', (_what, change, problem) => {
    expect(problemsOf(change)).toEqual([problem])
  })

  test('and what it would take is', () => {
    expect(problemsOf({})).toEqual([])
  })
})

test('is kept as WhatsApp would list it, with everything that has to be filled', async () => {
  const { templateId } = await keepTemplateByHand(ctx, given())
  const template = await getTemplate(ctx, templateId)
  expect(template).toMatchObject({ name: 'winterbeurt', status: 'APPROVED', parameterFormat: 'POSITIONAL' })
  expect(templateVariables(template.components).map(({ key, example }) => [key, example])).toEqual([
    ['1', 'Sanne'],
    ['2', 'Noord'],
    ['button_0', undefined],
  ])
})

test('changed, it keeps its id and tells in its log what changed and that a person said so', async () => {
  const { templateId } = await keepTemplateByHand(ctx, given({ name: 'zomer' }))
  await keepTemplateByHand(
    { ...ctx, now: new Date(ctx.now.getTime() + 60_000) },
    { ...given({ name: 'zomer', status: 'PAUSED' }), templateId },
  )
  expect((await getTemplate(ctx, templateId)).status).toBe('PAUSED')
  expect(await listTemplateEvents(ctx, templateId)).toMatchObject([
    { current: 'PAUSED', previous: 'APPROVED', heardFrom: 'staff' },
    { current: 'APPROVED', previous: null, heardFrom: 'staff' },
  ])
})

test('one name in one language once, and only where templates do not come by themselves', async () => {
  await keepTemplateByHand(ctx, given({ name: 'herfst' }))
  await expect(keepTemplateByHand(ctx, given({ name: 'herfst' }))).rejects.toMatchObject({
    code: 'template-name-taken',
    field: 'name',
  })
  await keepTemplateByHand(ctx, given({ name: 'herfst', language: 'de' }))
  const other = await (await openTestShop(database.db)).at(0)
  await saveAccount(other, {
    ...{
      isSimulator: true,
      apiBaseUrl: 'http://localhost:1',
      apiVersion: 'v25.0',
      wabaId: '102290129340398',
      phoneNumberId: '106540352242922',
    },
    ...{ linkBaseUrl: 'http://localhost:1/wa.me', displayPhoneE164: '+31201234568', verifiedName: 'Shop' },
    ...{ accessToken: 'token', appSecret: 'secret-of-the-app', verifyToken: 'verify-token-of-a-test' },
  })
  await expect(keepTemplateByHand(other, given())).rejects.toMatchObject({ code: 'template-synced' })
  expect(await database.db.$count(templates, eq(templates.brandId, other.scope.brandId))).toBe(0)
})

test('what a number sent before goes along to CM.com once, approved ones alone, and not where they come by themselves', async () => {
  const moved = await (await openTestShop(database.db)).at(0)
  const meta = await saveAccount(moved, {
    ...{ isSimulator: true, apiBaseUrl: 'http://localhost:1', apiVersion: 'v25.0' },
    ...{ wabaId: '102290129340399', phoneNumberId: '106540352242923' },
    ...{ linkBaseUrl: 'http://localhost:1/wa.me', displayPhoneE164: '+31201234569', verifiedName: 'Shop' },
    ...{ accessToken: 'token', appSecret: 'secret-of-the-app', verifyToken: 'verify-token-of-a-test' },
  })
  const { brandId } = moved.scope
  for (const [name, status] of [
    ['lente', 'APPROVED'],
    ['oud', 'PAUSED'],
  ] as const) {
    await database.db.insert(templates).values({
      ...{ brandId, id: newId(), accountId: meta.id, externalId: name, name, language: 'nl', status },
      ...{ category: 'MARKETING', qualityScore: 'GREEN', parameterFormat: 'NAMED', rejectedReason: null },
      ...{ components: [{ type: 'BODY', text: 'Hoi {{naam}}, dag.' }] },
      ...{ syncedAt: moved.now, createdAt: moved.now },
    })
  }
  expect(await countTemplatesFromBefore(moved)).toBe(0)
  await expect(takeTemplatesAlong(moved)).rejects.toMatchObject({ code: 'template-synced' })
  await saveCmAccount(moved, {
    ...{ isSimulator: true, apiBaseUrl: 'http://localhost:1', linkBaseUrl: 'http://localhost:1/wa.me' },
    ...{ displayPhoneE164: '+31201234569', verifiedName: 'Shop', templateNamespace: 'space' },
    productToken: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
  })
  expect(await countTemplatesFromBefore(moved)).toBe(1)
  expect(await takeTemplatesAlong(moved)).toEqual({ taken: 1 })
  expect(await takeTemplatesAlong(moved)).toEqual({ taken: 0 })
  const account = await requireAccount(moved)
  const [taken] = (await listTemplates(moved)).filter(({ accountId }) => accountId === account.id)
  expect(taken).toMatchObject({ name: 'lente', status: 'APPROVED', qualityScore: 'UNKNOWN' })
  expect(await listTemplateEvents(moved, taken?.id ?? '')).toMatchObject([
    { current: 'APPROVED', previous: null, heardFrom: 'staff' },
  ])
})
