/** Names of files from anywhere, made safe for any system when they are written out; the ledger keeps them as they came. */

/** What Windows forbids in names, what can't be seen, and what turns the reading direction. The joiner of emoji stays. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+|(?:(?!\u200d)\p{Cf})+/gu;
/** Devices of Windows: a file of such a name, with any ending, can't be made there. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/iu;
/** Most systems bound a name to 255 bytes; a number or a temporary ending takes some of them. */
const MAX_BYTES = 230;

/**
 * A name that every system takes, with its ending kept: at most so many characters (UTF-16 units, from 20 on) and 230 bytes. Never
 * empty, never '.' or '..', no separator, no trailing dot or blank.
 */
export function safeName(name: string, most = 120): string {
  const clean = trimmed(name.normalize('NFC').replace(FORBIDDEN, '_').replace(/\s+/gu, ' '));
  const own = clean === '' || /^[_ ]+$/u.test(clean) ? '未命名' : clean;
  const whole = DEVICE.test(own) ? `_${own}` : own;
  const ending = endingOf(whole);
  const stem = ending === '' ? whole : whole.slice(0, -ending.length - 1);
  const end = ending === '' ? '' : `.${ending}`;
  return `${cut(stem, most - end.length, MAX_BYTES - Buffer.byteLength(end))}${end}`;
}

/** Leading dots hide a file, trailing dots and blanks are dropped by Windows. */
function trimmed(name: string): string {
  return name.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '');
}

/** Latin letters and digits, a letter among them: neither the rest of "1.会议纪要" nor that of "2024.8.31" is an ending. */
const ENDING = /^(?=.*[a-z])[a-z0-9]{1,10}$/i;

/** The ending of a name without its dot, as written; '' for none. */
function endingOf(name: string): string {
  const at = name.lastIndexOf('.');
  const ending = at <= 0 ? '' : name.slice(at + 1);
  return ENDING.test(ending) ? ending : '';
}

/** The beginning of a text within both bounds; no character is cut in two, and at least one is left. */
function cut(text: string, characters: number, bytes: number): string {
  let kept = '';
  let weight = 0;
  for (const sign of text) {
    weight += Buffer.byteLength(sign);
    if (kept !== '' && (kept.length + sign.length > characters || weight > bytes)) break;
    kept += sign;
  }
  return kept === text ? kept : trimmed(kept) || kept;
}

/** Windows allows names that are no whole characters; no database and no page takes them. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd');

/** The name without its ending, as the title of what it holds; at most 200 characters. */
export function titleOf(name: string): string {
  const plain = wellFormed(name).trim();
  const ending = endingOf(plain);
  const stem = ending === '' ? plain : plain.slice(0, -ending.length - 1);
  return cut(stem.trim() === '' ? plain : stem.trim(), 200, 800).trim() || '未命名';
}

/** Endings that a system would run, or that make it run something else. */
const RUN = new Set(
  (
    'exe com bat cmd scr pif msi msp mst msc cpl hta vbs vbe vb js jse wsf wsh wsc sct ps1 ps1xml ps2 psm1 psd1 psc1 ' +
    'lnk url scf reg inf ins isp chm hlp jar jnlp application appref-ms gadget dll sys drv ocx iso img vhd vhdx ' +
    'appx appxbundle msix msixbundle xbap xll wll slk iqy ' +
    'desktop sh bash run bin appimage deb rpm py pyw pl rb apk command workflow service'
  ).split(' '),
);

/** Whether opening a file of this name would run it. */
export function mayRun(name: string): boolean {
  const seen = trimmed(name.replaceAll(/[\p{Cf}\p{Cc}]/gu, ''));
  const at = seen.lastIndexOf('.');
  return at >= 0 && RUN.has(seen.slice(at + 1).toLowerCase());
}
