import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dryRunShape, parseNotice } from '../../shared/notice/parse.ts';
import { noticeWarningCodes, type NoticeNode, type NoticeReading } from '../../shared/notice/types.ts';

/** A notice of our own with the structure, figures and traps of the public one the rules were made for. */
const text = readFileSync(new URL('../fixtures/notice/28-issues.txt', import.meta.url), 'utf8');

function read(source: string): NoticeReading {
  const result = parseNotice(source);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const reading = read(text);
const shape = dryRunShape(reading);
const all = (nodes: readonly NoticeNode[]): NoticeNode[] => nodes.flatMap((n) => [n, ...all(n.children)]);

test('the text has the traps it should have', () => {
  const lines = text.split('\n');
  const wrapped = lines.filter((line, i) => i > 36 && i < 345 && line !== '' && lines[i - 1] !== '');
  expect(wrapped.filter((line) => line.startsWith('202X年')).length).toBeGreaterThanOrEqual(3);
  expect(wrapped.length).toBeGreaterThanOrEqual(15);
  for (const lost of '关公务实各方内案资法报网注取号众计告样') expect(text).not.toContain(lost);
});

test('counts', () => {
  expect(shape).toMatchObject({
    title: '城发集团4面28个问题整改进展情况',
    aspects: 4,
    subheadings: 10,
    issues: 28,
    measures: 92,
  });
  expect(reading.counted).toEqual({ aspects: 4, headings: 14, subheadings: 10, issues: 28, measures: 92 });
  expect(shape.perAspect.map((a) => [a.subheadings, a.issues, a.measures])).toEqual([
    [3, 10, 31],
    [3, 7, 28],
    [3, 8, 24],
    [1, 3, 9],
  ]);
  const measures = [4, 3, 3, 4, 3, 2, 2, 3, 4, 3, 8, 6, 2, 4, 3, 2, 3, 2, 3, 2, 3, 3, 4, 4, 3, 4, 2, 3];
  expect(shape.perIssue.map((i) => i.measures)).toEqual(measures);
});

test('stated totals', () => {
  expect(shape.stated).toEqual({
    aspects: 4,
    issues: 28,
    measures: 93,
    closed: 25,
    open: 3,
    cluesReceived: 2,
    cluesConcluded: 2,
    regulationsNew: 7,
    regulationsRevised: 8,
    sanctions: [
      { kind: 'education_reminder', people: 27 },
      { kind: 'admonishment', people: 4 },
    ],
    recoveries: [
      { kind: '收回清退违规金', fen: 16_580_000 },
      { kind: '挽回其他经济损失', fen: 3_563_235 },
    ],
  });
});

test('numbers as printed, titles inside the outer quotes, two measures of one paragraph', () => {
  const nodes = all(reading.nodes);
  const titled = (title: string): NoticeNode => {
    const found = nodes.find((n) => n.title === title);
    if (found === undefined) throw new Error(title);
    return found;
  };
  const first = reading.nodes[0];
  expect(first?.children.map((n) => n.number)).toEqual(['（一）', '（二）', '（二）']);
  expect(titled('贯彻‘做强主业、压减层级’要求不够坚决')).toMatchObject({ kind: 'issue', number: '1.' });
  expect(titled('‘销审核流于形式’问题反复出现')).toMatchObject({ kind: 'heading', number: '（一）' });
  const shared = titled('‘三重一大’议事规则不够健全').children;
  expect(shared.map((n) => [n.number, n.title])).toEqual([
    ['一是', '明确金额标准'],
    ['二是', '明确审批权限'],
  ]);
  expect(shared[0]?.line).toBe(shared[1]?.line);
  expect(shared[0]?.progress).not.toContain('二是');
});

test('every measure reports; wrapped lines are whole', () => {
  const lines = text.split('\n');
  const measures = all(reading.nodes).filter((n) => n.kind === 'measure');
  for (const m of measures) {
    expect(m.progress).not.toBe('');
    expect(m.progress).not.toBeNull();
    expect(m.progress).not.toContain('\n');
    expect(lines[m.line - 1]).toContain(m.number + m.title);
  }
  const whole = measures.map((m) => m.text).join('\n');
  for (const line of lines.filter((l) => l.startsWith('202X年'))) expect(whole).toContain(line);
  expect(whole).not.toMatch(/下一步|欢迎|END|example/);
});

test('warnings: at their lines, of the closed list, and only these', () => {
  const line = (start: string, nth = 0): number =>
    text.split('\n').flatMap((l, i) => (l.startsWith(start) ? [i + 1] : []))[nth] ?? -1;
  for (const w of reading.warnings) expect(noticeWarningCodes).toContain(w.code);
  const of = (code: string): number[] => reading.warnings.filter((w) => w.code === code).map((w) => w.line);
  expect(of('repeated_number')).toEqual([line('（二）', 1)]);
  expect(of('stated_differs')).toEqual([line('二是压工作责任')]);
  expect(of('lost_characters')).toContain(line('一、于'));
  const heads = all(reading.nodes).filter((n) => n.kind === 'heading');
  for (const head of heads) expect(of('lost_characters')).toContain(head.line);
  expect([...new Set(reading.warnings.map((w) => w.code))].sort()).toEqual([
    'lost_characters',
    'repeated_number',
    'stated_differs',
  ]);
});

test('the same reading with CRLF, with a mark, with blanks at the ends of lines', () => {
  const nodes = JSON.stringify(reading.nodes);
  expect(JSON.stringify(read(text.replaceAll('\n', '\r\n')).nodes)).toBe(nodes);
  expect(JSON.stringify(read(`\ufeff${text}`).nodes)).toBe(nodes);
  expect(JSON.stringify(read(text.replaceAll('\n', '  \n')).nodes)).toBe(nodes);
});
