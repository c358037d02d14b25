import { describe, expect, it } from 'vitest';
import { sampleLedger as sample } from '../../db/sample/index.ts';
import {
  MONTHS,
  TODAY,
  appliedOn,
  ascending,
  closedOn,
  complaints,
  completeOn,
  dueOn,
  happened,
  measures,
  monthEnd,
  place,
  strings,
} from './sample-view.ts';

const papers = measures.flatMap(({ measure }) => measure.evidence);

describe('document numbers', () => {
  it('name one document each', () => {
    expect(papers.filter((p) => !/〔2024〕\d+号$|2024-[\d-]+$/.test(p.reference))).toEqual([]);
    const pairs = new Set(papers.map((p) => `${p.reference} ${p.title}`));
    expect(pairs.size).toBe(new Set(papers.map((p) => p.reference)).size);
  });

  it('rise with the days in each series', () => {
    const series = new Map<string, [number, string][]>();
    for (const paper of papers) {
      const [, name, number] = /^(.+〔2024〕)(\d+)号$/.exec(paper.reference) ?? [];
      if (name === undefined) continue;
      series.set(name, [...(series.get(name) ?? []), [Number(number), paper.addedOn]]);
    }
    expect(series.size).toBeGreaterThan(10);
    const wrong = [...series].filter(
      ([, list]) => !ascending(list.toSorted((a, b) => a[0] - b[0]).map(([, on]) => on)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('progress', () => {
  it('stands in the three months, in order, and stops when the issue is closed', () => {
    const wrong = measures.filter(({ issue, measure }) => {
      const months = measure.progress.map((p) => p.month);
      const inOrder = months.join() === MONTHS.filter((m) => months.includes(m)).join();
      return (
        months.length === 0 || !inOrder || (months.at(-1) ?? '') > (closedOn(issue) ?? TODAY).slice(0, 7)
      );
    });
    expect(wrong.map(({ issue, measure }) => place(issue, measure))).toEqual([]);
    expect(measures.filter(({ measure }) => measure.progress.length >= 2).length).toBeGreaterThan(60);
  });

  it('is never repeated, not even one sentence of it', () => {
    const texts = measures.flatMap(({ measure }) => measure.progress.map((p) => p.text));
    expect(texts.length).toBeGreaterThan(150);
    expect(new Set(texts).size).toBe(texts.length);
    const sentences = texts.flatMap((t) => t.split(/[。；]/)).filter((s) => s.length > 8);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('names the day of completion', () => {
    const spoken = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
    const silent = measures.filter(({ measure }) => {
      const complete = completeOn(measure);
      return complete !== null && !measure.progress.some((p) => p.text.includes(spoken(complete)));
    });
    expect(silent.map(({ issue, measure }) => place(issue, measure))).toEqual([]);
  });

  it('names no day after its month or after the application', () => {
    const wrong = complaints((must) => {
      for (const { issue, measure } of measures) {
        for (const { month, text } of measure.progress) {
          const limit = [monthEnd[month] ?? '', appliedOn(issue) ?? TODAY].toSorted()[0] ?? '';
          for (const [, m, d] of text.matchAll(/(\d{1,2})月(\d{1,2})日/g)) {
            const day = `2024-${(m ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`;
            must(happened(day) && day <= limit, `${place(issue, measure)} ${day}`);
          }
        }
      }
    });
    expect(wrong).toEqual([]);
  });

  it('says why and what next when a measure is overdue, and only in pairs', () => {
    const wrong = complaints((must) => {
      for (const { issue, measure } of measures) {
        for (const { month, delayReason, nextStep } of measure.progress) {
          const where = `${place(issue, measure)} ${month}`;
          must((delayReason === undefined) === (nextStep === undefined), `pair: ${where}`);
          const end = monthEnd[month] ?? '';
          const overdue = (dueOn(measure) ?? '9999') < end && (completeOn(measure) ?? '9999') > end;
          must(!overdue || delayReason !== undefined, `overdue: ${where}`);
        }
      }
    });
    expect(wrong).toEqual([]);
  });
});

describe('wording', () => {
  const all = strings(sample, '').filter(([, text]) => /\p{Script=Han}/u.test(text));
  const where = (found: [string, string][]) => found.map(([path, text]) => `${path} ${text}`);

  it('has Chinese punctuation, in pairs and never doubled', () => {
    expect(all.length).toBeGreaterThan(800);
    expect(where(all.filter(([, text]) => /["',;:!?()<>]|\s/u.test(text)))).toEqual([]);
    expect(where(all.filter(([, text]) => /[，。；、：]{2}|[，；：]$/u.test(text)))).toEqual([]);
    const pairs = [
      ['“', '”'],
      ['‘', '’'],
      ['《', '》'],
      ['（', '）'],
      ['〔', '〕'],
    ] as const;
    const unpaired = all.filter(([, text]) =>
      pairs.some(([open, close]) => text.split(open).length !== text.split(close).length),
    );
    expect(where(unpaired)).toEqual([]);
  });

  it('ends texts with a full stop and titles without one', () => {
    const sentences =
      /\/(text|opinion|delayReason|nextStep|noEvidenceReason|reason|decision|followUp|result|note)$/;
    expect(where(all.filter(([path, text]) => sentences.test(path) && !text.endsWith('。')))).toEqual([]);
    expect(where(all.filter(([path, text]) => path.endsWith('/title') && text.includes('。')))).toEqual([]);
  });
});
