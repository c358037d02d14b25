/** Words and figures of the ledgers of outcomes on screen. */
import type { OutcomeFamily, OutcomeRow } from '../../../shared/contract/types.ts';
import type { Reply } from '../../../shared/contract/index.ts';
import { regulationKinds, sanctionKinds } from '../../../shared/lists.ts';
import { formatYuan } from '../../../shared/money.ts';
import { familyUnits, kindWords, totalWords } from '../../../shared/outcomes/words.ts';
import { regulationWords, sanctionWords } from '../../../shared/words.ts';

/** By which a row is filtered: its kind in words; of a clue whether it is concluded. */
export function kindKey(row: OutcomeRow): string {
  return row.family === 'clue' ? (row.concludedOn === null ? '未办结' : '已办结') : kindWords(row);
}

/** Kinds that rows have, in the order of the domain's lists. */
export function kindChoices(
  family: OutcomeFamily,
  rows: readonly OutcomeRow[],
): { readonly value: string; readonly label: string }[] {
  const held = new Set(rows.map(kindKey));
  const order: readonly string[] =
    family === 'regulation'
      ? regulationKinds.map((kind) => regulationWords[kind])
      : family === 'sanction'
        ? sanctionKinds.map((kind) => sanctionWords[kind])
        : [];
  const known = order.filter((word) => held.has(word));
  return [...known, ...[...held].filter((word) => !known.includes(word))].map((value) => ({
    value,
    label: value,
  }));
}

const clueWords: Readonly<Record<string, string>> = { received: '收到', concluded: '办结' };

/** '计入 15 项：新制定 7，修订 8；另有 1 条重复不另计'. What is counted is said by the ledger, never added up here. */
export function totalsLine(
  family: OutcomeFamily,
  { rows, total, counted, byKind }: Pick<Reply<'outcome.list'>, 'rows' | 'total' | 'counted' | 'byKind'>,
  kind: string | null,
  shown: number,
): string {
  if (kind !== null) {
    const one = byKind.find((each) => kindName(family, each.kind) === kind);
    return one === undefined || family === 'clue'
      ? `共 ${shown} 条`
      : `${kind}：计入 ${totalWords(family, one.total)}，共 ${shown} 条`;
  }
  const parts = byKind.map(
    (each) => `${kindName(family, each.kind)} ${family === 'recovery' ? formatYuan(each.total) : each.total}`,
  );
  const repeats = rows.length - counted;
  return [
    `计入 ${totalWords(family, total)}${parts.length === 0 ? '' : `：${parts.join('，')}`}${family === 'recovery' && parts.length > 0 ? ` ${familyUnits.recovery}` : ''}`,
    repeats === 0 ? `共 ${rows.length} 条` : `共 ${rows.length} 条，其中 ${repeats} 条重复不另计`,
  ].join('；');
}

function kindName(family: OutcomeFamily, kind: string): string {
  if (family === 'clue') return clueWords[kind] ?? kind;
  const words: Readonly<Record<string, string>> =
    family === 'regulation' ? regulationWords : family === 'sanction' ? sanctionWords : {};
  return words[kind] ?? kind;
}

const sources: Readonly<Record<string, string>> = {
  return: '报送',
  ledger: '原台账',
  notice: '通报',
  sample: '示例',
};

/** Where a row came from. */
export function sourceWord({ batch }: OutcomeRow): string {
  return batch === null ? '手工' : (sources[batch.kind] ?? '导入');
}
