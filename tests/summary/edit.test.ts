/** The clerk's own wording: figures are found again, and those that disagree with the ledger are told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NarrativeRun } from '../../shared/contract/types.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import { align, joined, reconcile, textOf, updatedText, withEdits } from '../../shared/summary/edit.ts';
import { sameValue, tokensOf, valueKind } from '../../shared/summary/tokens.ts';
import { days, facts, months, settings } from './generate.ts';
import { sampleFacts, sampleSettings } from './sampleFacts.ts';

const sample = computeSummary(sampleFacts(), {
  month: '2024-08',
  today: '2024-08-31',
  settings: sampleSettings,
}).summary.narrative;
const overall = sample[0]!.composed;

const names = (runs: readonly NarrativeRun[]) => runs.flatMap((run) => run.name ?? []);
const differing = (runs: readonly NarrativeRun[]) =>
  runs.flatMap((run) => (run.differs === undefined ? [] : [[run.name, run.text, run.differs]]));
/** What saving would keep, seen against the ledger. */
const saved = (text: string, composed = overall, before = composed) =>
  reconcile(align(before, composed, text), composed);
const bare = (runs: readonly NarrativeRun[]) =>
  runs.map(({ text, name }) => (name === undefined ? { text } : { text, name }));

/** Words without a numeral in them. */
const word = fc.string({
  unit: fc.constantFrom(...'有关情况报告如下，其中经过督促落实的同志们认为较好；。（）\n'),
  maxLength: 12,
});
/** A paragraph: words and named numbers in turn. */
const paragraph: fc.Arbitrary<NarrativeRun[]> = fc
  .array(
    fc.tuple(
      word.filter((text) => text !== ''),
      fc.oneof(
        fc.nat({ max: 300 }).map(String),
        fc.integer({ min: 0, max: 10_000 }).map((n) => `${(n / 100).toFixed(2)}%`),
        fc.integer({ min: 1, max: 28 }).map((n) => `2024年8月${n}日`),
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pairs) =>
    joined([
      ...pairs.flatMap(([text, value], i) => [{ text }, { text: value, name: `v${i}` }]),
      { text: '。' },
    ]),
  );

describe('composed paragraphs', () => {
  test('every number of them is a value with a name of its own, whatever the ledger holds', () => {
    fc.assert(
      fc.property(facts, months, days, settings, (f, month, today, s) => {
        const { summary } = computeSummary(f, { month, today, settings: s });
        for (const { part, text, runs, composed, edited } of summary.narrative) {
          expect(textOf(runs)).toBe(text);
          expect(composed).toEqual(runs);
          expect(edited).toBe(false);
          const named = names(runs);
          expect(new Set(named).size, part).toBe(named.length);
          for (const run of runs)
            if (run.name === undefined)
              expect(
                tokensOf(run.text, []).filter((token) => /[0-9０-９]/u.test(token)),
                run.text,
              ).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('say nothing that the figures do not say', () => {
    fc.assert(
      fc.property(facts, months, days, settings, (f, month, today, s) => {
        const { summary, sets } = computeSummary(f, { month, today, settings: s });
        for (const run of summary.narrative.flatMap((p) => p.runs)) {
          if (run.figure === undefined) continue;
          const set = sets.get(run.figure);
          expect(set?.rows.length, run.figure).toBeGreaterThan(0);
        }
        const [first] = summary.narrative;
        const said = (name: string) => first?.runs.find((run) => run.name === name)?.text;
        if (summary.overall.issues.value > 0) {
          expect(said('closed')).toBe(String(summary.overall.closed.value));
          expect(first?.text.includes('已全部完成整改')).toBe(summary.overall.open.value === 0);
          expect(first?.text.includes('没有超期')).toBe(
            summary.overall.baseIssues.value > 0 &&
              summary.overall.overdue.value + summary.overall.baseOverdue.value === 0,
          );
          expect(first?.text.includes('提高')).toBe(
            summary.overall.baseIssues.value > 0 &&
              (summary.overall.rateBp ?? 0) > (summary.overall.baseRateBp ?? Infinity),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('finding figures again', () => {
  test('a text that was not changed has its figures where they were', () => {
    for (const { composed } of sample)
      expect(align(composed, composed, textOf(composed))).toEqual(bare(composed));
    fc.assert(
      fc.property(paragraph, (composed) => {
        expect(align(composed, composed, textOf(composed))).toEqual(composed);
      }),
    );
  });

  test('the text is kept letter by letter, whatever is typed', () => {
    fc.assert(
      fc.property(paragraph, fc.string({ unit: 'grapheme', maxLength: 60 }), (composed, text) => {
        const runs = align(composed, composed, text);
        expect(textOf(runs)).toBe(text);
        expect(new Set(names(runs)).size).toBe(names(runs).length);
        expect(textOf(reconcile(runs, composed))).toBe(text);
      }),
    );
  });

  test('other words between the figures leave every figure found and agreeing', () => {
    fc.assert(
      fc.property(paragraph, fc.array(word, { minLength: 10, maxLength: 10 }), (composed, words) => {
        const text = composed
          .map((run, i) => (run.name === undefined ? `。${words[i % words.length] ?? ''}，` : run.text))
          .join('');
        const runs = saved(text, composed);
        expect(names(runs)).toEqual(names(composed));
        expect(differing(runs)).toEqual([]);
      }),
    );
  });

  test('other digits in a figure: exactly that one differs, and the ledger can be put back', () => {
    fc.assert(
      fc.property(paragraph, fc.nat(), (composed, which) => {
        const named = composed.filter((run) => run.name !== undefined);
        const changed = named[which % named.length]!;
        // A value that no figure of the paragraph has.
        const other = changed.text.includes('年')
          ? '2023年1月31日'
          : changed.text.includes('%')
            ? '100.01%'
            : '301';
        const text = composed.map((run) => (run === changed ? other : run.text)).join('');
        const runs = saved(text, composed);
        expect(differing(runs)).toEqual([[changed.name, other, changed.text]]);
        expect(updatedText(runs)).toBe(textOf(composed));
      }),
    );
  });

  test('when the ledger moves, exactly the figures that moved differ, over the words that were kept', () => {
    fc.assert(
      fc.property(paragraph, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (composed, moves) => {
        const kept = align(composed, composed, `按照要求，${textOf(composed)}特此说明。`);
        const now = composed.map((run, i) =>
          run.name !== undefined && moves[i % moves.length] === true ? { ...run, text: '999' } : run,
        );
        const moved = now.filter((run, i) => run !== composed[i]);
        expect(differing(reconcile(kept, now)).map(([name]) => name)).toEqual(moved.map((run) => run.name));
        expect(updatedText(reconcile(kept, now))).toBe(`按照要求，${textOf(now)}特此说明。`);
      }),
    );
  });

  test('a figure changed once stays that figure when the words around it change later', () => {
    const first = align(overall, overall, textOf(overall).replace('已完成整改25个', '已完成整改26个'));
    const text = textOf(first).replace('已完成整改26个', '整改到位的26项');
    const again = reconcile(align(first, overall, text), overall);
    expect(differing(again)).toEqual([['closed', '26', '25']]);
  });

  test('a sentence that was left out takes its figures away; typed again they are back', () => {
    const whole = textOf(overall);
    const short = whole.slice(0, whole.indexOf('与上月'));
    const left = align(overall, overall, short);
    expect(differing(reconcile(left, overall))).toEqual([]);
    expect(names(left)).toEqual(names(overall).slice(0, names(left).length));
    expect(names(left).length).toBeLessThan(names(overall).length);
    expect(align(left, overall, whole)).toEqual(bare(overall));
  });

  test('numbers of his own are his own', () => {
    const text = `${textOf(overall)}8月15日，党委召开第12次会议，听取了7个部门的汇报。`;
    const runs = saved(text);
    expect(differing(runs)).toEqual([]);
    expect(names(runs)).toEqual(names(overall));
  });

  test('a figure spelled out is that figure still, and differs where it says otherwise', () => {
    const said = (words: string) => saved(textOf(overall).replace('已完成整改25个', `已完成整改${words}个`));
    expect(differing(said('二十五'))).toEqual([]);
    expect(differing(said('２５'))).toEqual([]);
    expect(differing(said('二十六'))).toEqual([['closed', '二十六', '25']]);
  });

  test('a value that the ledger has no more differs, with nothing to put in its place', () => {
    const now = overall.filter((run) => run.name !== 'rateUp');
    const runs = reconcile(overall, now);
    expect(differing(runs)).toEqual([['rateUp', '25.00', '']]);
    expect(updatedText(runs)).toBe(textOf(overall));
  });

  test('names of units are values too: another unit in its place is told', () => {
    const groups = sample.find((p) => p.part === 'groups')!.composed;
    const now = groups.map((run) => (run.name === 'unitBehind1' ? { ...run, text: '法律事务部' } : run));
    const kept = align(groups, groups, `${textOf(groups)}请督促。`);
    expect(differing(reconcile(kept, now))).toEqual([['unitBehind1', '投资管理部', '法律事务部']]);
  });

  test('edits stand in place of what is composed, part by part', () => {
    const edited = withEdits(sample, new Map([['clues', [{ text: '无。' }]]]));
    expect(edited.find((p) => p.part === 'clues')).toMatchObject({
      text: '无。',
      runs: [{ text: '无。' }],
      edited: true,
      composed: sample.find((p) => p.part === 'clues')?.runs,
    });
    expect(edited.filter((p) => p.edited)).toHaveLength(1);
  });
});

describe('values in a text', () => {
  test('stay whole, everything else falls into characters', () => {
    expect(tokensOf('共1,658.5元、２5个（89.29%）', [])).toEqual([
      ...['共', '1,658.5', '元', '、', '２5', '个', '（', '89.29%', '）'],
    ]);
    expect(tokensOf('截至2024年8月31日财务部', ['财务部'])).toEqual(['截', '至', '2024年8月31日', '财务部']);
    expect(['25', '89.29%', '2024年8月', '廿', '二十', '财务部', '—'].map(valueKind)).toEqual([
      ...['number', 'rate', 'day', null, 'number', null, null],
    ]);
  });

  test('are compared by what they say', () => {
    for (const [a, b] of [
      ['1,658.00', '1658'],
      ['２５', '25'],
      ['89.3%', '89.30%'],
      ['二十五', '25'],
      ['2024年8月', '2024年8月'],
    ] as const)
      expect(sameValue(a, b), `${a} ${b}`).toBe(true);
    for (const [a, b] of [
      ['25', '26'],
      ['89.29%', '89.29'],
      ['100', '10'],
      ['0.5', '5'],
    ] as const)
      expect(sameValue(a, b), `${a} ${b}`).toBe(false);
  });
});
