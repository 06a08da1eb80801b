import type { BrandTheme } from '@/db/schema/brands'
import { sha256 } from '../../platform/crypto'

/** Only plain colours reach the style sheet, whatever the database holds. */
const colour = (value: string, fallback: string) => (/^#[0-9a-f]{6}$/i.test(value) ? value : fallback)

const sheet = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;color-scheme:light}
body{margin:0;background:#fff;color:var(--ink);font:17px/1.45 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,system-ui,sans-serif;overflow-wrap:break-word}
h1,h2,p,ul,dl,dd,form,fieldset{margin:0;padding:0;border:0;min-width:0}
ul{list-style:none}
a{color:inherit;text-underline-offset:.16em}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:left}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;border-radius:3px}
.w{max-width:36rem;margin:0 auto;padding:0 1.25rem}
.bar{background:var(--primary);color:var(--on-primary)}
.bar :focus-visible{outline-color:var(--on-primary)}
.bar .w{display:flex;align-items:center;gap:.7rem;min-height:4.25rem}
.name{display:flex;align-items:center;gap:.65rem;font-weight:700;line-height:1.2;min-width:0}
.logo{display:flex;flex:none}
.logo svg{height:1.75rem;width:auto;max-width:6rem}
.lang{margin-left:auto;position:relative;flex:none}
.lang summary{display:flex;align-items:center;gap:.5rem;min-height:2.75rem;padding:0 .3rem;cursor:pointer;list-style:none}
.lang summary::-webkit-details-marker{display:none}
.lang summary::after{content:"";width:.45rem;height:.45rem;border:solid;border-width:0 1.75px 1.75px 0;transform:translateY(-25%) rotate(45deg)}
.lang ul{position:absolute;right:0;top:100%;z-index:1;background:#fff;color:var(--ink);border:1px solid #dedbd3;border-radius:6px;min-width:10rem;box-shadow:0 6px 20px rgba(0,0,0,.14)}
.lang button,.lang a{display:flex;align-items:center;width:100%;min-height:2.75rem;padding:0 .9rem;text-decoration:none}
.lang [aria-current]{font-weight:700}
.lang :focus-visible{outline-color:var(--ink)}
.bar summary:focus-visible{outline-color:var(--on-primary)}
main{padding:1.6rem 0 2.6rem}
h1{font-size:1.7rem;line-height:1.16;letter-spacing:-.02em;font-weight:700;text-wrap:balance}
h2{font-size:1.05rem;line-height:1.3;font-weight:700}
.q{color:#57544e;font-size:.95rem}
h1+.q{margin-top:.35rem}
.note{border:1.5px solid var(--ink);border-radius:6px;padding:.75rem .9rem;margin-top:1.1rem;font-size:.95rem}
.note form{margin-top:.5rem}
.note button{text-decoration:underline;text-underline-offset:.16em;min-height:2.75rem;font-weight:600}
.topics{margin-top:1rem}
.topics li{border-bottom:1px solid #dedbd3;padding:.95rem 0}
.topic{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.2rem 1rem;align-items:center;width:100%}
.topic b{font-weight:600}
.topic .q{grid-column:1}
.sw{grid-column:2;grid-row:1/span 2;width:3.1rem;height:1.9rem;border-radius:2rem;background:#87847a;position:relative;flex:none}
.sw::after{content:"";position:absolute;left:.17rem;top:.17rem;width:1.56rem;height:1.56rem;border-radius:50%;background:#fff}
.sw svg{display:none}
[aria-checked=true] .sw{background:var(--ink)}
[aria-checked=true] .sw::after{left:auto;right:.17rem}
[aria-checked=true] .sw svg{display:block;position:absolute;right:.42rem;top:.42rem;width:1.05rem;height:1.05rem;z-index:1;stroke:var(--ink)}
.wait{display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:center;margin-top:.4rem;font-size:.93rem}
.wait a{font-weight:600;padding:.5rem 0}
fieldset{margin-top:1.5rem}
legend{padding:0;font-weight:600;margin-bottom:.6rem}
.three{display:grid;grid-template-columns:repeat(3,1fr);gap:.7rem}
.three button{width:100%;min-height:3.1rem;padding:.4rem .5rem;border:1.5px solid #87847a;border-radius:6px;text-align:center;font-size:.98rem;line-height:1.2}
.three [aria-pressed=true]{background:var(--ink);color:var(--on-ink);border-color:var(--ink);font-weight:700}
.acts{margin-top:1.4rem}
.acts>li{border-bottom:1px solid #dedbd3}
.acts>li:last-child{border:0}
.row{display:flex;align-items:center;gap:.9rem;width:100%;min-height:3.4rem;text-decoration:none;cursor:pointer;list-style:none}
.row::-webkit-details-marker{display:none}
.row::after{content:"";flex:none;width:.5rem;height:.5rem;margin:0 .35rem 0 auto;border:solid #57544e;border-width:1.75px 1.75px 0 0;transform:rotate(45deg)}
details[open]>.row::after{transform:rotate(135deg)}
.i{flex:none;width:1.4rem;height:1.4rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.acts .three{padding:.1rem 0 1rem}
.stop,.go{display:flex;align-items:center;justify-content:center;width:100%;min-height:3.4rem;margin-top:1rem;padding:.6rem 1rem;border-radius:6px;font-weight:700;text-align:center;text-decoration:none}
.stop{border:2px solid #a81d13;color:#a81d13}
.go{background:var(--ink);color:var(--on-ink)}
.red{background:#a81d13;color:#fff}
.foot{margin-top:1rem;color:#57544e;font-size:.93rem}
.foot p+p{margin-top:.5rem}
.foot a{display:inline-block;padding:.15rem 0}
.facts{margin-top:1rem;border-top:1px solid #dedbd3}
.facts div{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.1rem 1rem;padding:.65rem 0;border-bottom:1px solid #dedbd3;font-size:.95rem}
.facts dt{color:#57544e}
.sec{margin-top:2rem}
.proof{margin-top:.6rem}
.proof li{border-left:3px solid var(--primary);padding:.1rem 0 .1rem .9rem;margin-top:1rem}
.proof blockquote{margin:.4rem 0 0}
.code{font:.8rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:#57544e;overflow-wrap:anywhere}
.keep{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin-top:1rem;font-weight:600}
.keep a{display:inline-block;padding:.6rem 0}
.tick{display:grid;grid-template-columns:auto 1fr;gap:0 .8rem;align-items:center;min-height:2.75rem;margin-top:1.2rem;font-weight:600}
.tick input{appearance:none;width:1.5rem;height:1.5rem;margin:0;border:2px solid var(--ink);border-radius:4px;background:#fff;display:grid;place-items:center;cursor:pointer}
.tick input::before{content:"";width:.95rem;height:.95rem;clip-path:polygon(9% 48%,0 58%,38% 92%,100% 20%,89% 10%,37% 71%)}
.tick input:checked{background:var(--ink)}
.tick input:checked::before{background:var(--on-ink)}
.err{color:#a81d13;font-weight:600;font-size:.95rem;margin-top:.5rem}
footer{background:#f6f4f0;color:#57544e;font-size:.875rem;line-height:1.5}
footer .w{padding-top:1.2rem;padding-bottom:2rem}
footer a{display:inline-block;padding:.2rem 0}
.other{margin-top:2.2rem;padding-top:1.2rem;border-top:1px solid #dedbd3}
.other p{margin-top:.2rem}
@media(forced-colors:active){.sw,.tick input{forced-color-adjust:none}}
@media print{.lang,.acts,.stop,.three{display:none}.bar{background:none;color:#000}}
`.replace(/\n/g, '')

const neutral: BrandTheme = { primary: '#17181a', onPrimary: '#ffffff', ink: '#17181a', onInk: '#ffffff' }

/** The one style sheet of a person's page in the brand's colours, with the hash that the policy of the page names. */
export function ownPageStyles(theme: BrandTheme = neutral): { css: string; hash: string } {
  const css = `:root{--primary:${colour(theme.primary, neutral.primary)};--on-primary:${colour(theme.onPrimary, neutral.onPrimary)};--ink:${colour(theme.ink, neutral.ink)};--on-ink:${colour(theme.onInk, neutral.onInk)}}${sheet}`
  return { css, hash: sha256(css).toString('base64') }
}
