import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { fontChains } from '../../renderer/papers/fonts.ts';
import { paperRoute } from '../../renderer/papers/address.ts';
import { SummaryPaper } from '../../renderer/papers/SummaryPaper.tsx';
import { inRoot } from '../../build/scripts/root.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import { sampleFacts, sampleSettings } from './sampleFacts.ts';

const computed = computeSummary(sampleFacts(), {
  month: '2024-08',
  today: '2024-09-10',
  settings: sampleSettings,
});
const { summary } = computed;
const text = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the paper of the summary', () => {
  test('tells every part with its paragraph, in order, and signs at the end of the text', () => {
    const words = text(renderToStaticMarkup(<SummaryPaper summary={summary} />));
    let at = 0;
    for (const paragraph of summary.narrative) {
      const next = words.indexOf(paragraph.text, at);
      expect(next, paragraph.part).toBeGreaterThan(at);
      at = next;
    }
    expect(words.indexOf('填报人：')).toBeGreaterThan(at);
    expect(words).toContain('巡察整改台账（2024年8月）');
  });

  test('on screen every figure with rows can be opened by a button, and each opens as many rows as it says', () => {
    const html = renderToStaticMarkup(<SummaryPaper summary={summary} onFigure={() => {}} />);
    const buttons = [...html.matchAll(/data-figure="([^"]+)"[^>]*>([^<]*)</g)];
    expect(buttons.length).toBeGreaterThan(80);
    for (const [, key = '', shown] of buttons) {
      const set = computed.sets.get(key);
      const amount = set?.rows.reduce((sum, row) => sum + row.amount, 0) ?? -1;
      expect(Number(shown?.replaceAll(',', '')), key).toBe(set?.unit === 'fen' ? amount / 100 : amount);
      expect(computed.rows(key)?.rows.length, key).toBe(set?.rows.length);
    }
  });

  test('printed it has no buttons, the same words, and a row for every measure', () => {
    const screen = renderToStaticMarkup(<SummaryPaper summary={summary} onFigure={() => {}} />);
    const printed = renderToStaticMarkup(<SummaryPaper summary={summary} />);
    expect(printed).not.toContain('<button');
    expect(text(printed).replaceAll(' ', '')).toBe(text(screen).replaceAll(' ', ''));
    const annex = printed.slice(printed.indexOf('paper-wide'));
    expect(annex.match(/<tr>/g)).toHaveLength(93 + 1);
    expect(annex.match(/<thead>/g)).toHaveLength(1);
  });

  test('a screen may draw fewer rows of the annex and says so', () => {
    const html = renderToStaticMarkup(<SummaryPaper summary={summary} annexLimit={10} />);
    expect(text(html)).toContain('屏幕上只显示前 10 行，共 93 行');
    expect(html.slice(html.indexOf('paper-wide')).match(/<tr>/g)).toHaveLength(11);
  });

  test('texts are shown as texts', () => {
    const facts = sampleFacts();
    const measures = facts.measures.map((m) => ({ ...m, title: '<b onclick="x()">&' }));
    const other = computeSummary(
      { ...facts, measures },
      { month: '2024-08', today: '2024-09-10', settings: sampleSettings },
    );
    const html = renderToStaticMarkup(<SummaryPaper summary={other.summary} />);
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
    expect(paperRoute('#paper/summary/2024-08')).toEqual({ kind: 'summary', month: '2024-08' });
    for (const hash of [
      '',
      '#',
      '#paper',
      '#paper/summary',
      '#paper/summary/2024-13',
      '#paper/other/2024-08',
    ]) {
      expect(paperRoute(hash), hash).toBeNull();
    }
  });
});
