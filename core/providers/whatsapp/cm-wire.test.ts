import { expect, test } from 'vitest'
import { cmTemplate, cmText } from './cm-wire'

const sender = { senderE164: '+31201234567', namespace: 'b2c3_space' }
const messageId = '0192f3c4-a1b2-7c3d-8e4f-5061728394a5'

test('a template goes out as CM.com wants it: by namespace, by place, media in an object, our id as reference', () => {
  expect(
    cmTemplate(sender, {
      messageId,
      toE164: '+31612345678',
      templateName: 'spring_sale_nl',
      language: 'nl',
      header: { kind: 'image', link: 'https://x.example/spring.png' },
      body: [{ name: 'first_name', text: 'Jan' }],
      buttons: [
        { kind: 'url', index: 0, text: 'abc' },
        { kind: 'quick-reply', index: 1, payload: 'OPTOUT:acties' },
      ],
    }),
  ).toEqual({
    from: '0031201234567',
    to: [{ number: '0031612345678' }],
    body: { type: 'auto', content: 'spring_sale_nl' },
    reference: '0192f3c4a1b27c3d8e4f5061728394a5',
    allowedChannels: ['WhatsApp'],
    richContent: {
      conversation: [
        {
          template: {
            whatsapp: {
              namespace: 'b2c3_space',
              element_name: 'spring_sale_nl',
              language: { policy: 'deterministic', code: 'nl' },
              components: [
                {
                  type: 'header',
                  parameters: [
                    {
                      type: 'image',
                      media: {
                        mediaName: 'spring.png',
                        mediaUri: 'https://x.example/spring.png',
                        mimeType: 'image/png',
                      },
                    },
                  ],
                },
                { type: 'body', parameters: [{ type: 'text', text: 'Jan' }] },
                { type: 'button', sub_type: 'url', index: 0, parameters: [{ type: 'text', text: 'abc' }] },
                {
                  type: 'button',
                  sub_type: 'quick_reply',
                  index: 1,
                  parameters: [{ type: 'payload', payload: 'OPTOUT:acties' }],
                },
              ],
            },
          },
        },
      ],
    },
  })
})

test('an answer names the message that it answers, and can never fall back to a paid SMS', () => {
  const message = cmText(sender, {
    messageId,
    toE164: '+31612345678',
    body: 'Je bent afgemeld.',
    inReplyTo: 'mo-1',
  })
  expect(message.richContent).toEqual({
    conversation: [{ text: 'Je bent afgemeld.', context: { message_id: 'mo-1' } }],
  })
  expect(message.allowedChannels).toEqual(['WhatsApp'])
})
