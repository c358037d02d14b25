/**
 * Tokens by which a workbook of ours is known again: one beside every row, one for the whole form. Each ends in a check
 * of four characters, so that one that was typed over, cut or filled down (…12 → …13) is noticed and counts as none.
 */
import { isMonth, type Month } from '../month.ts';
import type { FormIdentity } from './form.ts';

export interface RowId {
  readonly ledgerId: string;
  readonly form: number;
  readonly measure: number;
  readonly template: number;
}

export interface FormMark {
  readonly ledgerId: string;
  readonly form: number;
  readonly template: number;
  readonly unit: number;
  readonly month: Month;
}

/** Text of the hidden id column: template version, ledger, form, measure, check. Never begins like a formula or number. */
export function rowIdText(identity: FormIdentity, measure: number): string {
  return sealed(`ZG${identity.template}.${identity.ledgerId}.${identity.form}.${measure}`);
}

/** Null for anything that is not a whole token, blanks round it and full-width characters aside. */
export function parseRowId(text: string): RowId | null {
  const m = /^ZG(\d{1,4})\.([^\s.]{1,64})\.(\d{1,12})\.(\d{1,12})\.[0-9a-z]{4}$/.exec(tidy(text));
  if (m === null || sealed(m[0].slice(0, -5)) !== m[0]) return null;
  return { template: Number(m[1]), ledgerId: m[2] ?? '', form: Number(m[3]), measure: Number(m[4]) };
}

/** One line that names form, unit and month; for a hidden sheet and the printed foot. */
export function formMark(identity: FormIdentity, unit: number, month: Month): string {
  const { template, ledgerId, form } = identity;
  return sealed(`ZGB${template}.${ledgerId}.${form}.${unit}.${month.replace('-', '')}`);
}

/** Finds the mark in a longer text (报送码：ZGB1.…); null when there is none, or a mangled one. */
export function parseFormMark(text: string): FormMark | null {
  const pattern =
    /ZGB(\d{1,4})\.([^\s.]{1,64})\.(\d{1,12})\.(\d{1,12})\.(\d{4})(\d{2})\.[0-9a-z]{4}(?![0-9a-z])/g;
  for (const m of tidy(text).matchAll(pattern)) {
    const month = `${m[5] ?? ''}-${m[6] ?? ''}`;
    if (sealed(m[0].slice(0, -5)) !== m[0] || !isMonth(month)) continue;
    return {
      template: Number(m[1]),
      ledgerId: m[2] ?? '',
      form: Number(m[3]),
      unit: Number(m[4]),
      month,
    };
  }
  return null;
}

function tidy(text: string): string {
  return text.length > 4000 ? '' : text.normalize('NFKC').trim();
}

function sealed(body: string): string {
  return `${body}.${checkOf(body)}`;
}

/** FNV-1a over UTF-16 units, as four characters of base 36. */
function checkOf(body: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < body.length; i += 1) hash = Math.imul(hash ^ body.charCodeAt(i), 0x01000193) >>> 0;
  return (hash % 36 ** 4).toString(36).padStart(4, '0');
}
