/** Text as XML can hold it: what is written, and what is looked for when the file is read back. */

// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Line ends are \n; what XML forbids is left out; half a sign is �. */
export function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '').replace(LONE_SURROGATE, '\ufffd');
}
