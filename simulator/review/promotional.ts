/** Words that sell, in the languages of the neighbourhood. */
const selling = new RegExp(
  [
    'korting(en|scode|sactie)?|aanbieding(en)?|(week|dag|zomer|winter|najaars|voorjaars)?actie|uitverkoop|opruiming',
    'gratis|cadeau(tje)?|voordeel|profiteer|bestel nu|koop nu|shop nu|alleen vandaag|op = op|op is op|nieuwe collectie',
    'discounts?|sale|special offers?|deals?|coupons?|vouchers?|promo(tion|code)?s?|free gift|shop now|buy now|order now',
    'limited time|last chance|new collection|black friday|cyber monday',
    'rabatt(e|code)?|angebote?|gutschein(e)?|schlussverkauf|kostenlos|jetzt kaufen|jetzt bestellen|sonderangebot',
    'soldes?|réductions?|remise|offre(s)? spéciale(s)?|cadeau|gratuit|achetez maintenant|profitez',
  ].join('|'),
  'giu',
)

const percentOff = /\d+\s?%\s?(off|korting|rabatt|de réduction)|-\d+\s?%/i

/** Whether a text asks to buy, so that it is marketing whatever it is called. */
export function readsPromotional(text: string): boolean {
  if (percentOff.test(text)) return true
  const bounded = [...text.matchAll(selling)].filter((match) => {
    const before = text[match.index - 1] ?? ' '
    const after = text[match.index + match[0].length] ?? ' '
    return !/\p{L}/u.test(before) && !/\p{L}/u.test(after)
  })
  return bounded.length > 0
}
