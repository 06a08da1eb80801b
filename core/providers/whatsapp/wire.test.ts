import { expect, test } from 'vitest'
import { templateBody, textBody } from './wire'

test('a template goes out as the Graph API wants it, with our id and a plus before the number', () => {
  const body = templateBody({
    messageId: 'our-id',
    toE164: '31612345678',
    templateName: 'spring_sale_nl',
    language: 'nl',
    header: { kind: 'text', parameters: [{ name: 'shop', text: 'Zaak' }] },
    body: [
      { name: 'first_name', text: 'Jan' },
      { name: 'discount', text: '10%' },
    ],
    buttons: [
      { kind: 'url', index: 0, text: 'abc' },
      { kind: 'quick-reply', index: 1, payload: 'OPTOUT:acties' },
    ],
  })
  expect(body).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+31612345678',
    type: 'template',
    biz_opaque_callback_data: 'our-id',
    template: {
      name: 'spring_sale_nl',
      language: { code: 'nl' },
      components: [
        { type: 'header', parameters: [{ type: 'text', parameter_name: 'shop', text: 'Zaak' }] },
        {
          type: 'body',
          parameters: [
            { type: 'text', parameter_name: 'first_name', text: 'Jan' },
            { type: 'text', parameter_name: 'discount', text: '10%' },
          ],
        },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'abc' }] },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '1',
          parameters: [{ type: 'payload', payload: 'OPTOUT:acties' }],
        },
      ],
    },
  })
})

test.each([
  [{ toE164: '+31612345678', toUserId: 'NL.134' }, { to: '+31612345678' }],
  [{ toE164: null, toUserId: 'NL.134' }, { recipient: 'NL.134' }],
])('a message names one address, the number where it is known: %j', (whom, address) => {
  const { to, recipient } = textBody({ messageId: 'a', body: 'Hoi', ...whom }) as Record<string, unknown>
  expect({ to, recipient }).toEqual({ to: undefined, recipient: undefined, ...address })
})

test('a template without anything to fill has no components', () => {
  const bare = {
    messageId: 'a',
    toE164: '+31612345678',
    templateName: 't',
    language: 'nl',
    body: [],
    buttons: [],
  }
  expect(templateBody(bare).template).toEqual({ name: 't', language: { code: 'nl' } })
})

test('a picture in the header travels as a link', () => {
  const message = {
    messageId: 'a',
    toE164: '+31612345678',
    templateName: 't',
    language: 'nl',
    body: [],
    buttons: [],
  }
  expect(
    templateBody({ ...message, header: { kind: 'image', link: 'https://x.example/a.png' } }).template,
  ).toMatchObject({
    components: [
      { type: 'header', parameters: [{ type: 'image', image: { link: 'https://x.example/a.png' } }] },
    ],
  })
})

test('an answer names the message that it answers', () => {
  expect(
    textBody({ messageId: 'a', toE164: '+31612345678', body: 'Je bent afgemeld.', inReplyTo: 'wamid.A' }),
  ).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+31612345678',
    biz_opaque_callback_data: 'a',
    context: { message_id: 'wamid.A' },
    type: 'text',
    text: { preview_url: false, body: 'Je bent afgemeld.' },
  })
})
