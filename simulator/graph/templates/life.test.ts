import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callback, offer, offerTo, stage, wabaId } from '../../testing/stage'

const dayMs = 24 * 60 * 60 * 1000

let simulator: Awaited<ReturnType<typeof stage>>
let hook: Awaited<ReturnType<typeof callback>>

beforeAll(async () => {
  simulator = await stage()
  hook = await callback()
  await simulator.putAccount()
  await simulator.subscribe(hook.url)
  await simulator.call('POST', '/control/review', { afterMs: 0 })
})
afterAll(async () => {
  await simulator.close()
  await hook.close()
})

const create = (name: string, text: string, change: object = {}) =>
  simulator.graph('POST', `${wabaId}/message_templates`, {
    name,
    language: 'nl',
    category: 'UTILITY',
    components: [{ type: 'BODY', text }],
    ...change,
  })
const read = async (id: string, fields: string) =>
  (await simulator.graph('GET', `${id}?fields=${fields}`)).body
const reviewed = (id: string) =>
  expect.poll(async () => (await read(id, 'status')).status).not.toBe('PENDING')
const told = (name: string) =>
  hook.changes().filter((change) => change.value['message_template_name'] === name)
const edit = (id: string, body: object) => simulator.graph('POST', id, body)
const remove = (query: string) => simulator.graph('DELETE', `${wabaId}/message_templates?${query}`)
const skip = (skipMs: number) => simulator.call('POST', '/control/clock', { skipMs })
const body = (text: string) => ({ components: [{ type: 'BODY', text }] })

describe('review', () => {
  it('tells why it rejected, in the list as in the webhook', async () => {
    const { id } = (
      await create('plakt', 'Dag {{1}}{{2}}, tot heel gauw bij ons.', {
        components: [
          {
            type: 'BODY',
            text: 'Dag {{1}}{{2}}, tot heel gauw bij ons.',
            example: { body_text: [['a', 'b']] },
          },
        ],
      })
    ).body
    await reviewed(id)
    expect(await read(id, 'status,rejected_reason,rejection_info')).toMatchObject({
      status: 'REJECTED',
      rejected_reason: 'INVALID_FORMAT',
      rejection_info: { reason: expect.stringContaining('next to each other') },
    })
    await expect
      .poll(() => told('plakt'))
      .toMatchObject([
        {
          value: {
            event: 'REJECTED',
            reason: 'INVALID_FORMAT',
            rejection_info: { recommendation: expect.any(String) },
          },
        },
      ])
  })

  it('makes marketing of what sells, and says so', async () => {
    const { id } = (await create('lampen', 'Deze week 20% korting op alle lampen.')).body
    await reviewed(id)
    expect(await read(id, 'category,previous_category,status')).toMatchObject({
      status: 'APPROVED',
      category: 'MARKETING',
      previous_category: 'UTILITY',
    })
    await expect
      .poll(() => told('lampen'))
      .toMatchObject([
        {
          field: 'message_template_status_update',
          value: { event: 'APPROVED', message_template_category: 'MARKETING' },
        },
        {
          field: 'template_category_update',
          value: { previous_category: 'UTILITY', new_category: 'MARKETING' },
        },
      ])
  })

  it('takes as long as it was told to', async () => {
    await simulator.call('POST', '/control/review', { afterMs: 3_600_000 })
    const { id } = (await create('geduld', 'Je fiets staat klaar bij de balie.')).body
    await skip(3_500_000)
    expect((await read(id, 'status')).status).toBe('PENDING')
    await skip(200_000)
    expect((await read(id, 'status')).status).toBe('APPROVED')
    await simulator.call('POST', '/control/review', { afterMs: 0 })
  })
})

describe('editing', () => {
  it('an approved template is allowed once a day and ten times a month, and has it reviewed again', async () => {
    const { id } = (await create('wijzig', 'Je fiets is klaar, kom hem halen.')).body
    await reviewed(id)
    expect((await edit(id, body('Je fiets is klaar: kom hem nu halen.'))).body).toEqual({ success: true })
    await reviewed(id)
    await expect
      .poll(() => told('wijzig').map((change) => change.field))
      .toEqual([
        'message_template_status_update',
        'message_template_components_update',
        'message_template_status_update',
      ])
    expect((await read(id, 'components')).components).toEqual([
      { type: 'BODY', text: 'Je fiets is klaar: kom hem nu halen.' },
    ])
    expect((await edit(id, body('Nog een keer iets anders.'))).body.error.code).toBe(100)
    for (let day = 2; day <= 10; day += 1) {
      await skip(dayMs + 1000)
      expect((await edit(id, body(`Wijziging nummer ${day} van deze maand.`))).status).toBe(200)
      await reviewed(id)
    }
    await skip(dayMs + 1000)
    expect((await edit(id, body('De elfde wijziging in een maand.'))).status).toBe(400)
    await skip(21 * dayMs)
    expect((await edit(id, body('Een maand later mag het weer.'))).status).toBe(200)
  }, 30_000)

  it('is refused for the category of an approved one, for one in review, and for what breaks the rules', async () => {
    const { id } = (await create('vast', 'Deze tekst blijft zoals zij is.')).body
    await reviewed(id)
    expect((await edit(id, { category: 'MARKETING' })).body.error.code).toBe(100)
    expect((await edit(id, {})).body.error.code).toBe(100)
    expect((await edit(id, body('Variabele aan het eind {{1}}'))).body.error.error_subcode).toBe(2388299)
    await simulator.call('POST', `/control/templates/${id}/status`, { event: 'IN_APPEAL' })
    expect((await edit(id, body('Niet nu, zij wordt bekeken.'))).body.error.code).toBe(100)
  })

  it('gives a rejected one another chance, in another category too', async () => {
    const { id } = (await create('kans', 'Stuur ons je pincode vandaag nog.')).body
    await reviewed(id)
    expect((await read(id, 'rejected_reason')).rejected_reason).toBe('SCAM')
    await edit(id, { category: 'MARKETING', ...body('Bestel vandaag nog je nieuwe fiets.') })
    await reviewed(id)
    expect(await read(id, 'status,category,rejected_reason')).toMatchObject({
      status: 'APPROVED',
      category: 'MARKETING',
      rejected_reason: 'NONE',
    })
  })
})

describe('deleting', () => {
  it('by name takes every language and locks the name for 30 days', async () => {
    const both = [
      await create('weg_ermee', 'Deze gaat zo meteen weer weg.'),
      await create('weg_ermee', 'This one will be gone soon.', { language: 'en_US' }),
    ]
    for (const one of both) await reviewed(one.body.id)
    expect((await remove('name=weg_ermee')).body).toEqual({ success: true })
    const listed = await simulator.graph('GET', `${wabaId}/message_templates?name=weg_ermee`)
    expect(listed.body.data).toEqual([])
    await expect
      .poll(() => told('weg_ermee').map((change) => change.value['event']))
      .toEqual(['APPROVED', 'APPROVED', 'DELETED', 'DELETED'])
    expect((await create('weg_ermee', 'Alweer dezelfde naam gebruiken.')).body.error.error_subcode).toBe(
      2388023,
    )
    await skip(31 * dayMs)
    expect((await create('weg_ermee', 'Alweer dezelfde naam gebruiken.')).status).toBe(200)
  })

  it('by id takes one language, and only with its name', async () => {
    const nl = (await create('twee_talen', 'Deze in het Nederlands gaat weg.')).body.id
    const de = (await create('twee_talen', 'Diese bleibt auf Deutsch hier.', { language: 'de' })).body.id
    await reviewed(de)
    expect((await remove(`hsm_id=${nl}`)).status).toBe(400)
    expect((await remove(`hsm_id=${nl}&name=anders`)).body.error.error_subcode).toBe(2593002)
    expect((await remove(`hsm_id=${nl}&name=twee_talen`)).body).toEqual({ success: true })
    expect((await read(de, 'status')).status).toBe('APPROVED')
  })

  it('keeps one whose messages are still on their way, and refuses a disabled one', async () => {
    await simulator.putTemplates(
      { ...offer, name: 'onderweg' },
      { ...offer, name: 'klaar', status: 'DISABLED' },
    )
    await simulator.call('POST', '/control/behaviour', {
      deliverMs: [3_600_000, 3_600_000],
      failShare: 0,
      offShare: 0,
    })
    await simulator.send(offerTo('+31655500140', { name: 'onderweg' }))
    await remove('name=onderweg')
    const listed = () => simulator.graph('GET', `${wabaId}/message_templates?name=onderweg&fields=status`)
    expect((await listed()).body.data).toMatchObject([{ status: 'PENDING_DELETION' }])
    expect((await simulator.send(offerTo('+31655500141', { name: 'onderweg' }))).body.error.code).toBe(132001)
    expect((await remove('name=klaar')).body.error.code).toBe(100)
    await skip(31 * dayMs)
    expect((await listed()).body.data).toEqual([])
  })
})

describe('the list', () => {
  it('filters by what is in name or text, by status in any letter case, and sums up', async () => {
    await simulator.putTemplates({ ...offer, name: 'zoek_mij' })
    const list = async (query: string) =>
      (await simulator.graph('GET', `${wabaId}/message_templates?fields=name&${query}`)).body
    const names = async (query: string) => (await list(query)).data.map((one: { name: string }) => one.name)
    expect(await names('name_or_content=zoek_mij')).toEqual(['zoek_mij'])
    expect(await names('content=donker')).toEqual(['klaar', 'zoek_mij'])
    expect(await names('status=disabled')).toEqual(['klaar'])
    expect(await names('quality_score=GREEN&category=marketing&status=APPROVED')).toEqual(['zoek_mij'])
    const summary = (await list('summary=total_count,message_template_count,message_template_limit&limit=1'))
      .summary
    expect(summary).toEqual({
      total_count: expect.any(Number),
      message_template_count: summary.total_count,
      message_template_limit: 6000,
    })
    await simulator.call('PATCH', `/control/accounts/${wabaId}`, { verified: false })
    expect((await list('summary=message_template_limit')).summary).toEqual({ message_template_limit: 250 })
  })

  it('stops at 250 templates for a business that is not verified', async () => {
    await simulator.putTemplates(
      ...Array.from({ length: 250 }, (_, nth) => ({ ...offer, name: `vol_${nth}` })),
    )
    expect((await create('te_veel', 'Deze past er echt niet meer bij.')).body.error.error_subcode).toBe(
      2388019,
    )
  })
})
