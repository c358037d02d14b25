/** 整改进展情况通报: our own reading of notices gives the ledger's outline back, and nobody's name stands in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readSettings } from '../../db/index.ts';
import type { Ledger } from '../../db/index.ts';
import { importNotice } from '../../db/notices.ts';
import { paperDocOf } from '../../db/papers/index.ts';
import { readNotice } from '../../electron/notice/read.ts';
import { writeDocx } from '../../electron/papers/docx/writeDocx.ts';
import type { PaperDoc } from '../../shared/contract/types.ts';
import { countNodes } from '../../shared/notice/count.ts';
import { dryRunShape, parseNotice } from '../../shared/notice/parse.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import { masker, namesInField, namesOfPersons, namesOfSanctioned } from '../../shared/papers/persons.ts';
import { progressDoc } from '../../shared/papers/progress.ts';
import { usualPaperSettings } from '../../shared/papers/settings.ts';
import { computeFigures } from '../../shared/summary/compute.ts';
import type { Facts, HeadingFact, IssueFact, MeasureFact } from '../../shared/summary/facts.ts';
import { clearAway, must, newLedger, tempFolder, TODAY, write } from '../db/makeLedger.ts';
import { sampleCopy } from '../db/randomWork.ts';
import { asRead, expected, trees } from '../notice/trees.ts';
import type { Expected, Tree } from '../notice/trees.ts';
import { sampleFacts, sampleSettings } from '../summary/sampleFacts.ts';

afterEach(clearAway);

const MONTH = '2024-08';

/** The paper's lines, as one would copy them. */
function linesOf(doc: PaperDoc): string[] {
  return doc.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.block === 'text') return [block.runs.map((run) => run.text).join('')];
      if (block.block === 'title' || block.block === 'seal') return block.lines;
      return 'text' in block ? [block.text] : [];
    }),
  );
}
const textOf = (doc: PaperDoc): string => linesOf(doc).join('\n');
const readBack = (doc: PaperDoc): NoticeReading => must(parseNotice(textOf(doc)));

const noticeOf = (ledger: Ledger): PaperDoc =>
  paperDocOf(ledger.read, { paper: 'progress', month: MONTH }, TODAY, readSettings(ledger.read), ledger.file);

describe('the outline comes back', () => {
  test('of the sample, with the figures it states', () => {
    const ledger = sampleCopy();
    const reading = readBack(noticeOf(ledger));
    expect(reading.counted).toMatchObject({ aspects: 4, subheadings: 10, issues: 28, measures: 93 });
    expect(dryRunShape(reading).perIssue.map((issue) => issue.measures)).toEqual(
      ledger.read.pluck(
        `SELECT count(*) FROM measures m JOIN issues i ON i.id = m.issue_id JOIN headings h ON h.id = i.heading_id
          JOIN headings a ON a.id = h.parent_id
          GROUP BY i.id ORDER BY a.position, h.position, i.position`,
      ),
    );
    expect(reading.stated).toMatchObject({
      ...{ aspects: 4, issues: 28, measures: 93, closed: 25, open: 3, cluesReceived: 2, cluesConcluded: 2 },
      ...{ regulationsNew: 7, regulationsRevised: 8 },
      sanctions: [
        { kind: 'education_reminder', people: 27 },
        { kind: 'admonishment', people: 4 },
      ],
      recoveries: [{ fen: 16_580_000 }, { fen: 3_563_235 }],
    });
    expect(reading.warnings).toEqual([]);
  });

  test('of a public notice that was taken in, through .docx', async () => {
    const ledger = newLedger();
    const source = readFileSync(new URL('../fixtures/notice/28-issues.txt', import.meta.url));
    const first = must(readNotice(source, '通报.txt'));
    write(ledger, (db) => {
      importNotice(db, {
        ...{ nodes: first.nodes, stated: first.stated, month: MONTH },
        source: { name: first.name, sha256: first.sha256 },
        target: { newRound: { title: '第一轮', feedbackOn: '2024-03-05', months: 6 } },
      });
      db.run("UPDATE rounds SET organisation = '某市城发集团'");
    });
    const file = join(tempFolder(), '通报.docx');
    await writeDocx(noticeOf(ledger), [], file);
    const again = must(readNotice(readFileSync(file), '通报.docx'));
    const shapeOf = (reading: NoticeReading) => {
      const { perAspect, perIssue } = dryRunShape(reading);
      return { perAspect, perIssue: perIssue.map(({ title, measures }) => ({ title, measures })) };
    };
    expect(shapeOf(again)).toEqual(shapeOf(first));
    expect(again.title).toContain('巡察整改进展情况的通报');
    // The repeated （二） of the source is numbered as it should be.
    expect(again.warnings.filter((warning) => warning.code.startsWith('number'))).toEqual([]);
  });

  test.each([0, 1, 2, 3])('of any tree with at most %i headings above an issue', (depth) => {
    const shape = { depth, failings: 'named', plan: false, labels: false, emptyIssues: true } as const;
    fc.assert(
      fc.property(trees(shape), (tree) => {
        const text = textOf(noticeOfFacts(factsOf(tree)));
        const reading = must(parseNotice(text));
        expect(asRead(reading.nodes), text).toEqual(inside(expected(tree, true)));
        expect(reading.counted).toEqual(countNodes(reading.nodes));
      }),
      { numRuns: 30 },
    );
  });
});

/** Quotes within quotes are single ones. */
const inside = (nodes: readonly Expected[]): Expected[] =>
  nodes.map((node) => ({
    ...node,
    title: node.kind === 'measure' ? node.title : node.title.replaceAll('“', '‘').replaceAll('”', '’'),
    children: inside(node.children),
  }));

const nothing: Facts = {
  ...sampleFacts(),
  ...{ headings: [], issues: [], measures: [], units: [], persons: [], regulations: [], sanctions: [] },
  ...{ recoveries: [], clues: [], matters: [] },
};

function factsOf(tree: readonly Tree[]): Facts {
  const headings: HeadingFact[] = [];
  const issues: IssueFact[] = [];
  const measures: MeasureFact[] = [];
  const put = (nodes: readonly Tree[], parent: number | null): void => {
    nodes.forEach((node, position) => {
      const { title } = node;
      if (node.kind === 'heading') {
        const id = headings.length + 1;
        headings.push({ id, parentId: parent, position, number: '', title });
        put(node.children, id);
        return;
      }
      const id = issues.length + 1;
      issues.push({
        ...{ id, headingId: parent, position, number: '', title, leadId: null, unitId: null },
        ...{ adoptedOn: '2024-03-05', withdrawnOn: null, closing: [] },
      });
      node.children.forEach((child, at) => {
        measures.push({
          ...{ id: measures.length + 1, issueId: id, position: at, number: '', title: child.title },
          ...{ demand: 'dated', leadId: null, unitId: null, adoptedOn: '2024-03-05', deadlineRaw: '' },
          ...{ dueOn: null, extensions: [], events: [] },
          progress:
            child.rest === ''
              ? []
              : [{ month: MONTH, seq: 1, text: child.rest, delayReason: '', nextStep: '' }],
        });
      });
    });
  };
  put(tree, null);
  return { ...nothing, headings, issues, measures };
}

function noticeOfFacts(facts: Facts, names: readonly string[] = []): PaperDoc {
  const computed = computeFigures(facts, { month: MONTH, today: TODAY, settings: sampleSettings });
  return progressDoc(
    { computed, inspectedBy: '', feedbackOn: null, names, stageNote: '', today: TODAY, revision: 1 },
    usualPaperSettings,
  );
}

describe('names of persons', () => {
  const surname = fc.constantFrom('张', '王', '欧阳', '沈', '镕', '尉迟');
  const given = fc
    .array(fc.constantFrom('伟', '娜', '堃', '珺', '赟', '玥', '旻', '喆'), { minLength: 1, maxLength: 2 })
    .map((letters) => letters.join(''));
  const name = fc.tuple(surname, given).map((parts) => parts.join(''));
  const around = fc.constantFrom(
    (who: string) => `由${who}同志牵头落实`,
    (who: string) => `对${who}、${who}等人进行谈话`,
    (who: string) => `${who}已作出检查`,
    (who: string) => `党委书记${[...who].join('　')}亲自过问`,
    (who: string) => `约谈${who}`,
  );

  test('that the ledger knows stand nowhere in the notice, whatever tells of them; each is told to the clerk', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(around, fc.nat()), { minLength: 1, maxLength: 8 }),
        (names, told) => {
          const said = told.map(([words, at]) => words(names[at % names.length] ?? ''));
          const tree: Tree[] = said.map((text, at) => ({
            ...{
              kind: 'issue',
              title: at % 3 === 0 ? `${text}不到位` : '落实不到位',
              rest: '',
              labels: null,
            },
            children: [
              {
                ...{ kind: 'measure', title: at % 2 === 0 ? text : '完善制度', labels: null, children: [] },
                rest: `${text}。`,
              },
            ],
          }));
          const doc = noticeOfFacts(factsOf(tree), names);
          const text = textOf(doc).replaceAll(/\s/gu, '');
          for (const each of names) expect(text).not.toContain(each);
          expect(doc.notes.join('')).toMatch(/正文中有\d+处人名已换成/);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('come from the persons, the assignees and the sanctions of the ledger', () => {
    const ledger = sampleCopy();
    const names = ['钱镕喆', '欧阳玥', '孙堃', '李珺'];
    write(ledger, (db) => {
      db.run("INSERT INTO persons (name) VALUES ('钱镕喆')");
      db.run("UPDATE sanctions SET names = '欧阳玥、李珺等2人' WHERE id = (SELECT min(id) FROM sanctions)");
      db.run("UPDATE measures SET assignee = '孙堃（财务部）' WHERE id = 1");
      db.run(
        `INSERT INTO progress (measure_id, month, text, source, recorded_at)
          VALUES (1, '2024-08', '钱镕喆同志主持，欧阳玥、李珺、孙堃、钱某某参加，与某公司、某某县对接。', 'typed', 'x')`,
      );
    });
    const doc = noticeOf(ledger);
    const text = textOf(doc);
    for (const each of names) expect(text).not.toContain(each);
    expect(text).toContain('有关同志主持，×××、×××、×××、×××参加，与某公司、某某县对接。');
    expect(doc.notes[0]).toContain('正文中有5处人名');
    expect(doc.notes[0]).toContain('一（一）1第1条措施（5处）');
    // Those who lead are in the ledger, and not in the notice.
    for (const lead of ledger.read.pluck<string>('SELECT name FROM persons'))
      expect(text).not.toContain(lead);
  });

  test('are told from posts, bodies and words', () => {
    expect(namesOfPersons(['张伟', '沈书记', '党委书记', '财务部', '李 娜（兼）', '王'])).toEqual([
      ...['张伟', '沈书记', '李娜'],
    ]);
    expect(namesInField('张伟、财务部 各支部书记；欧阳娜等3人')).toEqual(['张伟', '欧阳娜']);
    expect(namesInField('张　伟、李 娜 王　珺；财务部经理孙堃、赵旻副主任、财务总监')).toEqual([
      ...['张伟', '李娜', '王珺', '孙堃', '赵旻'],
    ]);
    // Where nothing but names is told, a rare surname is one too.
    expect(namesOfSanctioned('镕　堃、买买提·艾力、沈书记、相关责任人、财务总监等5人')).toEqual([
      ...['镕堃', '买买提·艾力', '沈书记'],
    ]);
    expect(masker(['买买提·艾力'])('买买提•艾力和买买提艾力').text).toBe('×××和×××');
    const mask = masker(['张伟', '张伟明']);
    expect(mask('张伟明和张伟同志、张总经理、张某、张某某同志')).toEqual({
      text: '×××和有关同志、有关同志、×××、有关同志',
      count: 5,
    });
    expect(mask('一张某市地图，张贴公告，主张某项改革')).toMatchObject({ count: 0 });
    expect(masker([])('张伟')).toEqual({ text: '张伟', count: 0 });
  });
});

test.each([
  ['完成情况：已印发。', '已印发。'],
  ['整改进展:1.修订制度；2.开展培训', '1.修订制度；2.开展培训。'],
  ['已完成\n其中3项\n\n提前', '已完成；其中3项；提前。'],
  ['完善制度，已印发、', '完善制度，已印发。'],
  ['一是修订。二是培训。', '一是修订。二是培训。'],
])('what was reported is told in one paragraph: %j', (rest, said) => {
  const measure = (title: string): Tree => ({ kind: 'measure', title, rest, labels: null, children: [] });
  const children = [measure('完善制度'), measure('加强培训')];
  const tree: Tree[] = [{ kind: 'issue', title: '采购不规范', rest: '', labels: null, children }];
  const doc = noticeOfFacts(factsOf(tree));
  expect(linesOf(doc)).toContain(`二是加强培训。${said}`);
  expect(linesOf(doc)).toContain(said.startsWith('完善制度') ? `一是${said}` : `一是完善制度。${said}`);
  expect(readBack(doc).counted).toMatchObject({ issues: 1, measures: 2 });
});

test('a ledger without issues gives a notice that says so', () => {
  const text = textOf(noticeOfFacts(nothing));
  expect(text).toContain('台账中尚无问题。');
});

test('own words stand in place of the usual ones; withdrawn issues and empty headings are left out', () => {
  const ledger = sampleCopy();
  write(ledger, (db) => {
    db.run(
      "UPDATE issues SET withdrawn_on = '2024-06-01' WHERE heading_id = (SELECT min(heading_id) FROM issues)",
    );
    db.run(
      'INSERT INTO paper_settings (round_id, settings) VALUES ((SELECT min(id) FROM rounds), ?)',
      [
        JSON.stringify({
          publicRecipient: '各党支部、各部门',
          signature: '示例集团党委',
          wording: { progress: { opening: '现予公布', closing: '联系电话：123' } },
        }),
      ][0] ?? '',
    );
  });
  const lines = linesOf(noticeOf(ledger));
  expect(lines.slice(2, 4)).toEqual(['各党支部、各部门：', '现予公布。']);
  expect(lines.slice(-3)).toEqual(['联系电话：123。', '示例集团党委', '2024年8月31日']);
  expect(lines).toContain('（一）关于“产业投资与金融服务协同不够紧密”问题的整改进展情况');
});
