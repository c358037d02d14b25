/** Ledgers of outcomes on the command line: `outcomes FAMILY` lists one, `outcome add FAMILY` writes one down. */
import type { Reply } from '../../shared/contract/index.ts';
import type { OutcomeFamily, OutcomeFields } from '../../shared/contract/types.ts';
import { recoveryKinds, regulationKinds, sanctionKinds } from '../../shared/lists.ts';
import { readMoney } from '../../shared/money.ts';
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { familyWords, kindWords, outcomeName, totalWords, whenWords } from '../../shared/outcomes/words.ts';
import { recoveryWords, regulationWords, sanctionWords } from '../../shared/words.ts';
import { readId, WrongUsage } from './arguments.ts';
import type { Typed } from './arguments.ts';
import { shorten, table } from './table.ts';
import type { Command } from './types.ts';

const TITLE_WIDTH = 40;

export const outcomeCommands: Readonly<Record<string, Command>> = {
  outcomes: {
    options: [],
    words: ['类别'],
    read(typed) {
      const family = familyOf(typed.words[0] ?? '');
      return {
        opens: 'reader',
        run: async (call) => {
          const value = await call('outcome.list', { family, find: '' });
          return { value, text: printOutcomes(family, value) };
        },
      };
    },
  },
  outcome: {
    options: ['title', 'number', 'kind', 'people', 'money', 'on', 'issue', 'measure', 'note'],
    words: ['add', '类别'],
    read(typed) {
      if (typed.words[0] !== 'add') throw new WrongUsage('outcome 后要写 add');
      const family = familyOf(typed.words[1] ?? '');
      const fields = fieldsOf(family, typed);
      return {
        opens: 'writer',
        run: async (call) => {
          const value = await call('outcome.add', { fields });
          return { value, text: `已登记${familyWords[family]}，编号 ${value.id}（第 ${value.revision} 步）` };
        },
      };
    },
  },
};

/** A family by its code or its word. @throws WrongUsage */
function familyOf(word: string): OutcomeFamily {
  const found = outcomeFamilies.find((family) => family === word || familyWords[family] === word);
  if (found !== undefined) return found;
  const known = outcomeFamilies.map((family) => `${family}（${familyWords[family]}）`).join('、');
  throw new WrongUsage(`没有“${word}”这类成效，可用：${known}`);
}

function fieldsOf(family: OutcomeFamily, typed: Typed): OutcomeFields {
  const [measure, another] = typed.many('measure');
  if (another !== undefined) throw new WrongUsage('一件成效只能对应一条措施');
  const issue = typed.text('issue');
  const place = {
    issueId: issue === undefined ? null : readId('issue', issue),
    measureId: measure === undefined ? null : readId('measure', measure),
    unitId: null,
    note: typed.text('note')?.trim() ?? '',
  };
  const on = typed.day('on') ?? null;
  switch (family) {
    case 'regulation':
      return {
        family,
        ...place,
        on,
        kind: kindOf(typed, regulationKinds, regulationWords) ?? 'new',
        title: needed('title', typed),
        number: typed.text('number')?.trim() ?? '',
      };
    case 'sanction': {
      const kind = kindOf(typed, sanctionKinds, sanctionWords);
      if (kind === undefined) throw new WrongUsage('问责处理要写 --kind 处理方式');
      return { family, ...place, on, kind, people: typed.number('people') ?? 1 };
    }
    case 'recovery': {
      const said = needed('kind', typed);
      const money = readMoney(needed('money', typed));
      if (!money.ok && money.error.code === 'money_too_large')
        throw new WrongUsage('--money 金额过大，请核对单位');
      if (!money.ok || money.value.fen === 0) throw new WrongUsage('--money 要写金额，如 16.58万元、165,800');
      // 约16万 is no sum that adds up.
      if (money.value.approximate) throw new WrongUsage('--money 要写确切的金额，不带“约”“余”');
      const kind = recoveryKinds.find((code) => code === said || recoveryWords[code] === said) ?? said;
      return { family, ...place, on, kind, fen: money.value.fen };
    }
    case 'clue':
      if (on === null) throw new WrongUsage('问题线索要写 --on 收到日期');
      return { family, ...place, on, title: needed('title', typed), concludedOn: null, result: '' };
  }
}

function needed(option: 'title' | 'kind' | 'money', typed: Typed): string {
  const value = typed.text(option)?.trim() ?? '';
  if (value === '') throw new WrongUsage(`要写 --${option}`);
  return value;
}

function kindOf<K extends string>(
  typed: Typed,
  kinds: readonly K[],
  words: Readonly<Record<K, string>>,
): K | undefined {
  const said = typed.text('kind');
  if (said === undefined) return undefined;
  const found = kinds.find((kind) => kind === said || words[kind] === said);
  if (found !== undefined) return found;
  throw new WrongUsage(`没有“${said}”这一种，可用：${kinds.map((kind) => words[kind]).join('、')}`);
}

function printOutcomes(family: OutcomeFamily, { rows, total, counted }: Reply<'outcome.list'>): string {
  const lines = table(
    ['编号', '种类', '名称', '日期', '问题', '单位', '重复'],
    rows.map((row) => [
      row.id,
      kindWords(row),
      shorten(
        row.family === 'regulation' ? `${outcomeName(row)}${row.number}` : outcomeName(row),
        TITLE_WIDTH,
      ),
      whenWords(row),
      row.issue?.place ?? '',
      row.unit?.name ?? '',
      row.duplicateOf === null ? '' : `同 ${row.duplicateOf}`,
    ]),
  );
  const repeats = rows.length - counted;
  const sum = `${familyWords[family]}：计入 ${totalWords(family, total)}，共 ${rows.length} 条`;
  return [
    ...(rows.length === 0 ? [] : [lines]),
    repeats === 0 ? sum : `${sum}，其中 ${repeats} 条不另计`,
  ].join('\n');
}
