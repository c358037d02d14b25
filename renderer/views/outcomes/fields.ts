/** An outcome as it is typed, and as the ledger takes it. */
import type { OutcomeFamily, OutcomeFields, OutcomeRow } from '../../../shared/contract/types.ts';
import { recoveryKinds } from '../../../shared/lists.ts';
import type { RegulationKind, SanctionKind } from '../../../shared/lists.ts';
import { formatYuan, readMoney } from '../../../shared/money.ts';
import { recoveryName } from '../../../shared/summary/outcomes.ts';
import { recoveryWords } from '../../../shared/words.ts';
import type { Place } from './state.ts';

/** Values of all families' fields; a family reads its own. */
export interface Draft {
  readonly regulationKind: RegulationKind;
  readonly sanctionKind: SanctionKind;
  /** In words. */
  readonly recoveryKind: string;
  readonly title: string;
  readonly number: string;
  readonly people: number | null;
  readonly money: string;
  /** Undefined: names that are kept stay hidden and as they are. */
  readonly names: string | undefined;
  readonly on: string | null;
  readonly concludedOn: string | null;
  readonly result: string;
  readonly note: string;
  readonly issueId: number | null;
  readonly measureId: number | null;
  readonly unitId: number | null;
}

const nowhere: Place = { issueId: null, measureId: null, unitId: null };

export function newDraft(place: Place = nowhere): Draft {
  return {
    regulationKind: 'new',
    sanctionKind: 'talk_reminder',
    recoveryKind: recoveryWords.returned,
    title: '',
    number: '',
    people: 1,
    money: '',
    names: undefined,
    on: null,
    concludedOn: null,
    result: '',
    note: '',
    ...place,
  };
}

export function draftOf(row: OutcomeRow): Draft {
  const common: Draft = {
    ...newDraft(),
    on: row.on,
    note: row.note,
    issueId: row.issue?.id ?? null,
    measureId: row.measure?.id ?? null,
    unitId: row.unit?.id ?? null,
  };
  switch (row.family) {
    case 'regulation':
      return { ...common, regulationKind: row.kind, title: row.title, number: row.number };
    case 'sanction':
      return { ...common, sanctionKind: row.kind, people: row.people };
    case 'recovery':
      return { ...common, recoveryKind: recoveryName(row.kind), money: `${formatYuan(row.fen)}元` };
    case 'clue':
      return { ...common, title: row.title, concludedOn: row.concludedOn, result: row.result };
  }
}

/** What the ledger is given; null while an amount is not understood or a day is missing (the form says so). */
export function fieldsOf(family: OutcomeFamily, draft: Draft): OutcomeFields | null {
  const { issueId, measureId, unitId, note, on } = draft;
  const place = { issueId, measureId, unitId, note };
  switch (family) {
    case 'regulation':
      return {
        family,
        ...place,
        on,
        kind: draft.regulationKind,
        title: bare(draft.title),
        number: draft.number,
      };
    case 'sanction':
      return draft.people === null
        ? null
        : {
            family,
            ...place,
            on,
            kind: draft.sanctionKind,
            people: draft.people,
            ...(draft.names === undefined ? {} : { names: draft.names }),
          };
    case 'recovery': {
      const money = readMoney(draft.money);
      return money.ok
        ? { family, ...place, on, kind: kindOf(draft.recoveryKind), fen: money.value.fen }
        : null;
    }
    case 'clue':
      return on === null
        ? null
        : { family, ...place, on, title: draft.title, concludedOn: draft.concludedOn, result: draft.result };
  }
}

/** Titles are kept without the quotes in which lists and papers set them. */
function bare(title: string): string {
  const m = /^《([^《》]*)》$/u.exec(title.trim());
  return m?.[1] ?? title;
}

/** A known kind of money is kept by its code, any other by its own words. */
function kindOf(words: string): string {
  return recoveryKinds.find((kind) => recoveryWords[kind] === words.trim()) ?? words.trim();
}

/** What was understood of an amount, or what is wrong with it. */
export function moneyHint(typed: string): { readonly ok: boolean; readonly text: string } {
  if (typed.trim() === '') return { ok: true, text: '可写 165800、16.58万元、165,800.00元' };
  const money = readMoney(typed);
  if (!money.ok)
    return { ok: false, text: moneyFaults[money.error.code] ?? '看不懂这个金额，请写成如 16.58万元' };
  if (money.value.fen === 0) return { ok: false, text: '金额应当大于 0' };
  const about = money.value.approximate ? '（原文是约数，按此数计入）' : '';
  return { ok: true, text: `即 ${formatYuan(money.value.fen)} 元${about}` };
}

const moneyFaults: Readonly<Record<string, string>> = {
  money_negative: '金额不能是负数',
  money_not_whole_fen: '金额最小到分',
  money_too_large: '金额过大，请核对单位',
};
