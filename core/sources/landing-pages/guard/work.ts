import { sha256 } from '../../../platform/crypto'

/**
 * Thirteen bits: eight thousand hashes, a second on a slow phone. Nothing for a person; for ten thousand sign-ups from a
 * botnet it is hours, and each has to be done anew for each number.
 */
const bits = 13

/** Whether `work` was done for this document and this number as it was typed. Costs one hash. */
export function isWorkDone(version: string, phone: string, work: string): boolean {
  if (!/^\d{1,9}$/.test(work)) return false
  const hash = sha256(`${version}|${phone}|${work}`)
  return hash.readUInt16BE(0) >> (16 - bits) === 0
}

/**
 * The only script that a public page ever carries, and only while machines are at the door. It does the work when the form
 * is sent and keeps nothing. Where it cannot run, the form goes as it is and gets a turn to wait for.
 */
const source = `(()=>{const f=document.querySelector('form[method=post]');if(!f||!self.crypto||!crypto.subtle)return;const b=f.querySelector('[type=submit]');addEventListener('pageshow',()=>{b.disabled=false});f.addEventListener('submit',async e=>{e.preventDefault();if(b.disabled)return;b.disabled=true;const s=f.version.value+'|'+f.phone.value+'|',t=new TextEncoder();let n=0;for(;;n++){const h=new DataView(await crypto.subtle.digest('SHA-256',t.encode(s+n)));if(h.getUint16(0)>>${16 - bits}===0)break}f.querySelector('[name=work]')?.remove();const i=document.createElement('input');i.type='hidden';i.name='work';i.value=n;f.append(i);f.submit()})})()`

/** SHA-256 of the script, base64, for the Content-Security-Policy. */
export const workScriptHash = sha256(source).toString('base64')

/** The document with the script in it. Everything that people typed is escaped, so the end of the body is the end of the body. */
export const withWorkScript = (html: string): string =>
  html.replace('</body>', `<script>${source}</script></body>`)
