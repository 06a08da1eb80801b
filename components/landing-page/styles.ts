import type { BrandTheme } from '@/db/schema/brands'

/** Only plain colours reach the style sheet, whatever the database holds. */
const colour = (value: string, fallback: string) => (/^#[0-9a-f]{6}$/i.test(value) ? value : fallback)
const sheet = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;color-scheme:light}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:#fff;color:var(--ink);font:17px/1.4 var(--face);overflow-wrap:break-word}
main{flex:1 0 auto;width:100%}
h1,h2,p,ul,ol,figure{margin:0;padding:0}
ul{list-style:none}
a{color:inherit;text-underline-offset:.16em}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;border-radius:2px}
.bar,.hero{background:var(--primary);color:var(--on-primary)}
.bar :focus-visible,.hero :focus-visible{outline-color:var(--on-primary)}
.w{max-width:66rem;margin:0 auto;padding:0 1.25rem}
.bar .w{display:flex;align-items:center;gap:.7rem;min-height:4.25rem;padding-top:.5rem}
.name{display:flex;align-items:center;gap:.65rem;font-weight:700;line-height:1.2}
.logo{display:flex;flex:none}
.logo svg,.logo img{height:1.75rem;width:auto;max-width:6rem}
.lang{margin-left:auto;display:flex;gap:.15rem;font-size:.875rem}
.lang>*{display:grid;place-items:center;min-width:2.75rem;min-height:2.75rem}
.lang b{font-weight:700}
.hero .w{padding-top:.9rem;padding-bottom:1.9rem}
h1{font-size:1.8rem;line-height:1.16;letter-spacing:-.02em;font-weight:700;text-wrap:balance}
.hero p{margin-top:.7rem;max-width:34rem}
.m{display:grid;grid-template-columns:minmax(0,1fr);align-content:start}
.s{padding-left:1.25rem;padding-right:1.25rem}
.ben{padding-top:1.6rem;display:grid;gap:.8rem}
.ben li{display:flex;gap:.75rem}
.i{flex:none;width:1.4rem;height:1.4rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
form{padding-top:1.7rem;padding-bottom:1.6rem;position:relative}
.lb{display:block;font-weight:700;font-size:.95rem;margin-bottom:.5rem}
.f{display:flex;border:1.5px solid var(--ink);border-radius:var(--r);background:#fff}
.f:focus-within{outline:3px solid var(--ink);outline-offset:2px}
.f:has([aria-invalid]){border-color:#b3261e;box-shadow:0 0 0 1px #b3261e}
.cc{position:relative;flex:none;border-right:1px solid #d8d5cc}
.cc::after{content:"";position:absolute;right:.95rem;top:50%;width:.45rem;height:.45rem;border:solid;border-width:0 1.75px 1.75px 0;transform:translateY(-70%) rotate(45deg);pointer-events:none}
select,.f input{appearance:none;border:0;background:none;color:inherit;font:inherit;height:3.1rem;border-radius:4px;outline:0}
select{width:5.6rem;padding:0 2rem 0 .95rem;overflow:hidden;text-overflow:clip;white-space:nowrap;cursor:pointer}
option{color:#17181a;background:#fff}
.f input{flex:1;min-width:0;width:100%;padding:0 .9rem}
input::placeholder{color:#66645e;opacity:1}
.err,.note-top{display:flex;gap:.5rem;color:#b3261e;font-weight:600;font-size:.93rem;margin-top:.5rem}
.err .i,.note-top .i{width:1.15rem;height:1.15rem;margin-top:.1rem}
.note-top{border:1.5px solid;border-radius:var(--r);padding:.75rem .9rem;margin:0 0 1.1rem}
.q{margin-top:1.1rem}
.q .lb{margin-bottom:.35rem}
.q .lb span{font-weight:400;color:#57544e}
.q input{appearance:none;color:inherit;font:inherit;height:3.1rem;width:100%;border:1.5px solid var(--ink);background:#fff;padding:0 .9rem;border-radius:var(--r)}
.q input[aria-invalid]{border-color:#b3261e;box-shadow:0 0 0 1px #b3261e}
.why{margin-top:.3rem;color:#57544e;font-size:.875rem}
.tick{display:grid;grid-template-columns:auto 1fr;gap:0 .8rem;margin-top:1.05rem;font-size:.95rem;line-height:1.36}
.tick input{appearance:none;width:1.5rem;height:1.5rem;margin:0;border:2px solid var(--ink);border-radius:4px;background:#fff;display:grid;place-items:center;cursor:pointer}
.tick input::before{content:"";width:.95rem;height:.95rem;clip-path:polygon(9% 48%,0 58%,38% 92%,100% 20%,89% 10%,37% 71%)}
.tick input:checked{background:var(--ink)}
.tick input:checked::before{background:var(--on-ink)}
.tick input[aria-invalid]{border-color:#b3261e;box-shadow:0 0 0 1px #b3261e}
.tick label{cursor:pointer}
.tick .err{grid-column:1/-1}
.wa{width:1.25em;height:1.25em;vertical-align:-.27em;margin-right:.35em}
.wl{fill:none;stroke:#25d366;stroke-width:2}
.wf{fill:#25d366}
.on .wl{stroke:currentColor}
.on .wf{fill:currentColor}
.go{display:flex;align-items:center;justify-content:center;gap:.2rem;width:100%;min-height:3.35rem;margin-top:1.1rem;padding:.5rem 1rem;border:0;border-radius:var(--r);background:var(--ink);color:var(--on-ink);font:inherit;font-weight:700;text-decoration:none;text-align:center;cursor:pointer}
.go:active{opacity:.85}
.small{margin-top:.9rem;color:#57544e;font-size:.875rem;line-height:1.45}
.small p+p{margin-top:.35rem}
.hp{position:absolute;left:-99rem;height:1px;overflow:hidden}
.ex{background:#efe6dd;padding-top:1.5rem;padding-bottom:1.75rem}
h2{font-size:1rem;line-height:1.3;font-weight:700}
.bub{position:relative;max-width:20rem;margin-top:.9rem;padding:.3rem;background:#fff;border-radius:0 .55rem .55rem;box-shadow:0 1px 1px rgba(60,40,20,.16);font-size:.94rem}
.bub::before{content:"";position:absolute;right:100%;top:0;border:solid transparent;border-width:0 .6rem .6rem 0;border-right-color:#fff}
.pic{display:grid;place-items:center;height:9.5rem;border-radius:.4rem;background:linear-gradient(transparent 84%,rgba(255,255,255,.75) 84%),radial-gradient(circle at 80% 26%,rgba(255,255,255,.8) 1.15rem,transparent 1.2rem),var(--primary);color:var(--on-primary)}
.pic svg,.pic img{height:6.3rem;width:auto;max-width:80%}
.bub p{padding:.45rem .45rem .1rem;white-space:pre-line}
.bub time{display:block;text-align:right;color:#66645e;font-size:.72rem;padding:0 .45rem .2rem}
.bub .rb{border-top:1px solid #ecebe8;margin:.2rem -.3rem 0;padding:.65rem .5rem .4rem;text-align:center;color:#02699b;font-weight:500}
.qs{padding-top:1.6rem;padding-bottom:1.7rem}
details{border-bottom:1px solid #dedbd3}
details:first-of-type{margin-top:.5rem}
summary{display:flex;justify-content:space-between;gap:1rem;padding:.8rem 0;font-weight:600;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";flex:none;width:.5rem;height:.5rem;margin:.35rem .3rem;border:solid;border-width:0 1.75px 1.75px 0;transform:rotate(45deg)}
details[open] summary::after{transform:rotate(225deg);margin-top:.6rem}
details p{padding:0 1.75rem 1rem 0;color:#45423d}
.fig{padding-top:1.6rem}
.fig img,.nopic{display:block;width:100%;height:auto;border-radius:var(--r)}
.nopic{aspect-ratio:16/9;background:#ecebe8}
figcaption{margin-top:.45rem;color:#57544e;font-size:.875rem}
.cd{padding-top:1.6rem}
.left{font-size:2.1rem;line-height:1.2;font-weight:700;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.left:empty,.left:not(:empty)+.over{display:none}
.until{color:#57544e;font-size:.93rem}
.stores{padding-top:1.6rem;padding-bottom:1.7rem}
.stores li{display:grid;gap:.1rem;padding:.8rem 0;border-bottom:1px solid #dedbd3}
.stores a{justify-self:start;padding:.3rem 0}
.foot{background:#f6f4f0;color:#57544e;font-size:.875rem;line-height:1.5}
.foot p{padding-top:1.4rem}
footer{background:#f6f4f0;color:#57544e;font-size:.875rem;line-height:1.5}
footer .w{padding-top:1.4rem;padding-bottom:2.2rem}
.m>.foot:last-child{margin-top:auto}
footer p+p{margin-top:.35rem}
footer a{display:inline-block;padding:.2rem 0}
.c{padding:1.6rem 1.25rem 2.5rem}
.c h1{margin-bottom:.5rem}
.steps{margin:1.2rem 0 0;display:grid;gap:.7rem;counter-reset:n}
.steps li{list-style:none;display:flex;gap:.75rem;counter-increment:n}
.steps li::before{content:counter(n);flex:none;width:1.6rem;height:1.6rem;border:1.5px solid;border-radius:50%;display:grid;place-items:center;font-size:.85rem;font-weight:700}
.code{display:block;margin:.1rem 0;font:700 2.1rem/1.15 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.16em}
.facts{margin:1.4rem 0 0;border-top:1px solid #dedbd3}
.facts div{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.1rem 1rem;padding:.65rem 0;border-bottom:1px solid #dedbd3;font-size:.95rem}
.facts dt{color:#57544e}
.facts dd{margin:0;font-variant-numeric:tabular-nums}
.links{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin-top:.9rem}
.links a{padding:.65rem 0}
.alt{margin-top:1.8rem}
.wait{border:1.5px solid var(--ink);border-radius:var(--r);padding:.75rem .9rem;margin-top:1.1rem}
.qr{display:none}
.ticks{width:4.6rem;height:3rem;margin:.3rem 0 .9rem;fill:none;stroke:var(--ink);stroke-width:1.9;stroke-linecap:square}
.t2{stroke-dasharray:14;animation:t .24s .15s both ease-out}
@keyframes t{from{stroke-dashoffset:14}to{stroke-dashoffset:0}}
blockquote{margin:1.4rem 0 0;padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--primary)}
blockquote p+p{margin-top:.2rem}
@media(prefers-reduced-motion:reduce){.t2{animation:none}}
@media(forced-colors:active){.tick input,select{appearance:auto}}
@media(min-width:54rem){
.w,.s,.c{padding-left:2rem;padding-right:2rem}
h1{font-size:2.75rem;line-height:1.1}
.hero .w{padding-top:2rem;padding-bottom:3rem}
.hero p{font-size:1.2rem}
.m{grid-template-columns:[f] 1fr [c] minmax(0,41rem) [s] minmax(0,25rem) [e] 1fr [g]}
.m>*{grid-column:c/s}
.m>.hero,.m>.foot{grid-column:f/g}
.m>.s{max-width:38rem;width:100%}
.ben{padding-top:2.3rem}
.m>.side{grid-column:s/e;width:auto;margin:2rem 2rem 2rem 0;padding:1.5rem 1.75rem 2rem;border-radius:calc(var(--r)*2);position:sticky;top:1.5rem;align-self:start}
.cg{display:grid;grid-template-columns:minmax(0,1fr) 20rem;gap:4rem;align-items:start;padding-top:2.6rem;max-width:66rem;margin:0 auto}
.cg h1{font-size:2.2rem}
.qr{display:block;text-align:center;padding-top:.4rem}
.qr svg{width:100%;height:auto;border:1px solid #dedbd3;border-radius:var(--r);margin:.7rem 0 .6rem}
.qr p{color:#57544e;font-size:.9rem}
}
@media print{.lang,.go,.links{display:none}.bar,.hero,.ex,footer{background:none;color:#000}body{font-size:12pt}details{break-inside:avoid}details::details-content{content-visibility:visible;height:auto}}
`
const fonts = {
  system: '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,system-ui,sans-serif',
  serif: 'ui-serif,"Iowan Old Style",Charter,"Noto Serif",Cambria,Georgia,serif',
  rounded: 'ui-rounded,"SF Pro Rounded","Arial Rounded MT Bold",Nunito,"Segoe UI",Roboto,sans-serif',
  narrow: '"Avenir Next Condensed","Roboto Condensed","Arial Narrow","Noto Sans Display",sans-serif',
}
const corners = { square: '0px', soft: '5px', round: '14px' }

type Side = { row: number; span: number; below: boolean }

/**
 * The one style sheet of a public page. No font, no address of anybody else: what is not here is not fetched. The
 * brand's colours, face and corners come in as variables.
 * @param side where the example message stands on a wide screen
 */
export function pageStyles(theme: BrandTheme, side: Side): string {
  const variables = [
    `--primary:${colour(theme.primary, '#17181a')}`,
    `--on-primary:${colour(theme.onPrimary, '#ffffff')}`,
    `--ink:${colour(theme.ink, '#17181a')}`,
    `--on-ink:${colour(theme.onInk, '#ffffff')}`,
    `--r:${corners[theme.corners ?? 'soft'] ?? corners.soft}`,
    `--face:${fonts[theme.font ?? 'system'] ?? fonts.system}`,
  ]
  const over = side.below ? ';margin-top:-7.5rem' : ''
  const place = `@media(min-width:54rem){.m>.side{grid-row:${side.row}/span ${side.span}${over}}}`
  return `:root{${variables.join(';')}}${sheet.replace(/\n/g, '')}${place}`
}
