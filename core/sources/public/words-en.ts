import type { PublicWords } from './words-nl'

export const en: PublicWords = {
  'phone-missing': 'Fill in your mobile number.',
  'phone-invalid': (country) =>
    `This number is not right for ${country}. Check it, or choose the country it is from.`,
  'consent-missing': 'Tick the box if you want messages. Without a tick we send nothing.',
  'too-many': (minutes) =>
    `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again. What you filled in is still here.`,
  unavailable:
    'Something went wrong on our side. What you filled in is still here. Please try again in a moment.',
  'not-yet':
    'Your message is not here yet. It can take a few seconds. Did you send the code from this number?',
  'not-pressed':
    'There is no answer yet. It can take a few seconds. No message? Then send us the one below yourself.',
  scanLabel: 'QR code that opens WhatsApp with your code',
  pages: {
    'not-found': ['This page does not exist', 'Check the address, or ask in the shop.'],
    gone: ['You can no longer sign up here', 'This page was taken offline. Who signed up before, still is.'],
    expired: ['Your code has expired', 'Nothing was sent. Sign up again and you get a new code.'],
    'link-expired': ['This link has expired', 'Sign up again and you get a new code.'],
    paused: ['This code is off for now', 'Try again later, or ask in the shop.'],
    'code-over': ['This code has expired', 'What it was for is over. Do ask in the shop.'],
    'wrong-origin': ['This form came from another website', 'Open the page yourself and fill it in there.'],
    'wrong-method': ['That does not work here', 'Just open the page in your browser.'],
    'wrong-form': ['We could not read the form', 'Go back and send it again.'],
    'too-many': ['One moment', 'Too many requests from this network. Try again in a minute.'],
    unavailable: ['Something went wrong on our side', 'Please try again in a moment. Nothing was lost.'],
  },
  signUpAgain: 'Sign up again',
}
