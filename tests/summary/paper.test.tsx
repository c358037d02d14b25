import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { fontChains } from '../../renderer/papers/fonts.ts';
import { paperRoute } from '../../renderer/papers/address.ts';
import { DocPaper } from '../../renderer/papers/doc/DocPaper.tsx';
import { inRoot } from '../../build/scripts/root.ts';
import { paperDoc } from '../../shared/contract/paperDoc.ts';
import { summary as summaryShape } from '../../shared/contract/summary.ts';
import type { PaperDoc, PaperRun, Summary } from '../../shared/contract/types.ts';
import { usualPaperSettings } from '../../shared/papers/settings.ts';
import { summaryDoc } from '../../shared/papers/summary.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import { withEdits } from '../../shared/summary/edit.ts';
import { sampleFacts, sampleSettings } from './sampleFacts.ts';

const question = { month: '2024-08', today: '2024-09-10', settings: sampleSettings };
const computed = computeSummary(sampleFacts(), question);
const { summary } = computed;
const doc = summaryDoc(summary, usualPaperSettings);
const text = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const blocksOf = ({ sections }: PaperDoc) => sections.flatMap(({ blocks }) => blocks);
const wordsOf = (of: PaperDoc): string =>
  blocksOf(of)
    .flatMap((block) => (block.block === 'text' ? [block.runs.map((run) => run.text).join('')] : []))
    .join('\n');

describe('the paper of the summary', () => {
  test('is what the contract says, summary and document alike', () => {
    expect(summaryShape.parse(summary)).toEqual(summary);
    expect(paperDoc.parse(doc)).toEqual(doc);
    expect(JSON.parse(JSON.stringify(doc))).toEqual(doc);
  });

  test('tells every part with its heading and paragraph, in order, and signs at the end of the text', () => {
    const words = text(renderToStaticMarkup(<DocPaper doc={doc} />)).replaceAll(' ', '');
    let at = 0;
    for (const paragraph of summary.narrative) {
      const next = words.indexOf(paragraph.text, at);
      expect(next, paragraph.part).toBeGreaterThan(at);
      at = next;
    }
    expect(words.indexOf('填报人：')).toBeGreaterThan(at);
    expect(words).toContain('巡察整改台账（2024年8月）');
  });

  test('every figure opens rows of the summary, and each of a table as many as it says', () => {
    const said = (of: PaperRun) => {
      const set = computed.sets.get(of.figure ?? '');
      expect(set, of.figure).toBeDefined();
      expect(computed.rows(of.figure ?? '')?.rows.length, of.figure).toBe(set?.rows.length);
      const amount = set?.rows.reduce((sum, row) => sum + row.amount, 0) ?? -1;
      return set?.unit === 'fen' ? amount / 100 : amount;
    };
    let opened = 0;
    for (const block of blocksOf(doc)) {
      if (block.block !== 'table') continue;
      for (const cell of block.rows.flatMap(({ cells }) => cells)) {
        if (typeof cell === 'string' || cell.figure === undefined) continue;
        opened += 1;
        const amount = said(cell);
        if (!cell.text.endsWith('%')) expect(Number(cell.text.replaceAll(',', '')), cell.figure).toBe(amount);
      }
    }
    expect(opened).toBeGreaterThan(150);
    // Differences, rates, days, names and numbers of groups speak of a set without being its size.
    const speaking = /More$|Fewer$|Up$|Down$|[rR]ate$|^due (?:first|units)$|^groups [a-z]+s$|Whole$/u;
    for (const { part, runs } of summary.narrative) {
      for (const run of runs) {
        if (run.figure === undefined) continue;
        const name = `${part} ${run.name ?? ''}`;
        const amount = said(run);
        if (!speaking.test(name)) expect(Number(run.text.replaceAll(',', '')), name).toBe(amount);
      }
    }
  });

  test('no column of counts holds a number that opens nothing', () => {
    const own = new Set(['文件所载', '增减', '超期天数']);
    const closed = blocksOf(doc).flatMap((block) => {
      if (block.block !== 'table') return [];
      const counts = block.columns.map(({ title, middle }) => middle === true && !own.has(title));
      const cells = block.rows.flatMap((row) => row.cells.filter((_, i) => counts[i] === true));
      return cells.filter((cell) => typeof cell === 'string' && /^[1-9][0-9]*$/.test(cell));
    });
    expect(closed).toEqual([]);
  });

  test('has its pictures, which say the figures of the tables', () => {
    const charts = blocksOf(doc).flatMap((block) => (block.block === 'chart' ? [block.chart] : []));
    expect(charts.map((chart) => chart.kind)).toEqual(['lines', 'stacked', 'stacked']);
    const [trend, aspects, units] = charts;
    expect(trend?.series[0]?.values.at(-1)).toBe(summary.overall.open.value);
    expect(trend?.categories.at(0)).toBe('2024年3月');
    for (const [chart, groups] of [
      [aspects, summary.byAspect],
      [units, summary.issuesByUnit],
    ] as const) {
      const total = (i: number) => chart?.series[i]?.values.reduce<number>((a, b) => a + (b ?? 0), 0);
      expect(total(0)).toBe(summary.overall.closed.value);
      expect(total(1)).toBe(summary.overall.open.value);
      expect(chart?.categories).toHaveLength(groups.filter((g) => g.issues.value > 0).length);
    }
  });

  test('more units than a picture holds stand together in its last bar', () => {
    const [first] = summary.issuesByUnit;
    const many = Array.from({ length: 33 }, (_, i) => ({ ...first!, id: i + 1, name: `单位${i + 1}` }));
    const units = blocksOf(summaryDoc({ ...summary, issuesByUnit: many }, usualPaperSettings)).flatMap(
      (block) => (block.block === 'chart' ? [block.chart] : []),
    )[2];
    expect(units?.categories).toHaveLength(21);
    expect(units?.categories.at(-1)).toBe('其他（13个）');
    const drawn = units?.series[0]?.values.reduce<number>((a, b) => a + (b ?? 0), 0);
    expect(drawn).toBe(33 * first!.closed.value);
  });

  test('what the office says of itself stands where it belongs, and nothing of it where it says nothing', () => {
    const own = blocksOf(
      summaryDoc(summary, {
        ...usualPaperSettings,
        recipient: '集团党委：',
        signature: '集团党委巡察办',
        copy: '000012',
        signs: ['填报人', '日期'],
        wording: { summary: { opening: '现将有关情况报告如下', closing: '特此报告。' } },
      }),
    );
    expect(own[0]).toMatchObject({ block: 'marks', copy: '000012' });
    expect(own).toContainEqual({ block: 'recipient', text: '集团党委：' });
    expect(own).toContainEqual({ block: 'text', runs: [{ text: '现将有关情况报告如下。' }] });
    expect(own).toContainEqual({ block: 'text', runs: [{ text: '特此报告。' }] });
    expect(own).toContainEqual({ block: 'seal', lines: ['集团党委巡察办', '2024年8月31日'] });
    const kinds = blocksOf(doc).map(({ block }) => block);
    for (const left of ['marks', 'recipient', 'letterhead', 'number'] as const)
      expect(kinds).not.toContain(left);
  });

  test('edited paragraphs part at ends of line, and what differs is counted, said and marked', () => {
    const late = summary.narrative.find((p) => p.part === 'late')!;
    const runs = [
      { text: '超期' },
      { text: '7', name: 'overdue' },
      { text: '条。\n其余正常，' },
      { text: '3', name: 'noSuchFigure' },
      { text: '条。' },
    ];
    const edited: Summary = {
      ...summary,
      narrative: withEdits(summary.narrative, new Map([['late', runs]])),
    };
    const paper = summaryDoc(edited, usualPaperSettings);
    const own = blocksOf(paper).filter((block) => block.block === 'text' && block.part === 'late');
    expect(own).toEqual([
      {
        block: 'text',
        part: 'late',
        runs: [
          { text: '超期' },
          { text: '7', figure: 'measures:overdue', differs: String(summary.overall.overdue.value) },
          { text: '条。' },
        ],
      },
      {
        block: 'text',
        part: 'late',
        runs: [{ text: '其余正常，' }, { text: '3', differs: '' }, { text: '条。' }],
      },
    ]);
    expect(paper.differing).toBe(2);
    expect(paper.notes[0]).toContain('月报文字中有2处与台账不一致');
    expect(paper.notes[0]).toContain(`月报文字为“7”，台账为“${summary.overall.overdue.value}”`);
    expect(wordsOf(paper)).not.toContain(late.text);
    expect(doc.differing).toBe(0);
  });

  test('on screen figures are buttons and paragraphs can be changed; printed there are the same words without', () => {
    const screen = renderToStaticMarkup(<DocPaper doc={doc} onFigure={() => {}} onEdit={() => {}} />);
    const printed = renderToStaticMarkup(<DocPaper doc={doc} />);
    expect([...screen.matchAll(/data-part="([a-z]+)"/g)].map((m) => m[1])).toEqual(
      summary.narrative.map((p) => p.part),
    );
    expect(printed).not.toContain('<button');
    expect(text(printed).replaceAll(' ', '')).toBe(
      text(screen.replaceAll(/<button[^>]*data-part[^>]*>[^<]*<\/button>/g, '')).replaceAll(' ', ''),
    );
    expect(doc.sections[1]?.blocks.find((b) => b.block === 'table')).toMatchObject({
      rows: { length: 93 },
    });
  });

  test('a screen may draw fewer rows of the annex and says so', () => {
    const html = renderToStaticMarkup(<DocPaper doc={doc} limit={30} />);
    expect(text(html)).toContain('屏幕上只显示前 30 行，共 93 行');
  });

  test('texts are shown as texts', () => {
    const facts = sampleFacts();
    const measures = facts.measures.map((m) => ({ ...m, title: '<b onclick="x()">&' }));
    const other = computeSummary({ ...facts, measures }, question).summary;
    const html = renderToStaticMarkup(<DocPaper doc={summaryDoc(other, usualPaperSettings)} />);
    expect(html).not.toContain('<b onclick');
    expect(html).toContain('&lt;b onclick');
  });
});

describe('what the paper stands on', () => {
  test('the chains of fonts named on screen are those that draw', () => {
    const css = readFileSync(inRoot('renderer/papers/paper.css'), 'utf8');
    const variables = { title: '--song', heading: '--hei', subheading: '--kai', body: '--fang' } as const;
    for (const [role, variable] of Object.entries(variables)) {
      const chain = new RegExp(`${variable}:([^;]*);`).exec(css)?.[1] ?? '';
      const families = [...chain.matchAll(/'([^']+)'/g)].map((m) => m[1]);
      const named = fontChains[role as keyof typeof fontChains];
      expect(families.slice(0, named.length), role).toEqual(named);
    }
  });

  test('addresses of papers are taken exactly', () => {
    expect(paperRoute('#paper/doc/summary.month.2024-08')).toEqual({
      kind: 'doc',
      query: { paper: 'summary', month: '2024-08' },
    });
    for (const hash of [
      '',
      '#',
      '#paper',
      '#paper/doc',
      '#paper/doc/summary.2024-08',
      '#paper/other/2024-08',
    ]) {
      expect(paperRoute(hash), hash).toBeNull();
    }
  });
});
