/** Released months: frozen with copies of their rows, corrected by new editions, and the base of the month after. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dashboardOf, readGround } from '../../db/dashboard/index.ts';
import { addIssueByHand, addProgress, editIssues, readSettings, removeNode } from '../../db/index.ts';
import type { Ledger } from '../../db/index.ts';
import { reopenIssue } from '../../db/closing/reopen.ts';
import { readKnownAt } from '../../db/knownAt.ts';
import { paperDocOf } from '../../db/papers/index.ts';
import { setPaperSettings } from '../../db/papers/settings.ts';
import {
  countedReleases,
  keptRelease,
  listReleases,
  previewRelease,
  releaseContent,
  releasedRows,
} from '../../db/releases/index.ts';
import { storeOf } from '../../db/store.ts';
import { summaryFor, summaryRows } from '../../db/summary/index.ts';
import { undoTarget } from '../../db/undo.ts';
import { verifyFiles } from '../../db/verifyFiles.ts';
import { usualPaperSettings } from '../../shared/papers/settings.ts';
import { clearAway, codeOf, write } from '../db/makeLedger.ts';
import { acts, backToFirstRound, perform, sampleCopy } from '../db/randomWork.ts';
import { groundOf, releaseMonth } from './releaseHand.ts';

const LATER = '2024-09-10';
let ledger: Ledger;

beforeEach(() => {
  ledger = sampleCopy({ today: () => LATER });
});
afterEach(clearAway);

const summary = (month: string, today = LATER) => summaryFor(ledger.read, month, today);
const closedIssue = () =>
  ledger.read.pluck<number>(
    `SELECT issue_id FROM closing_events WHERE step = 'closed' AND effective_on <= '2024-07-31' ORDER BY issue_id LIMIT 1`,
  )[0] ?? 0;

function reopen(issue: number, on: string): void {
  const measure =
    ledger.read.pluck<number>('SELECT id FROM measures WHERE issue_id = ? ORDER BY id LIMIT 1', issue)[0] ??
    0;
  write(ledger, (db) =>
    reopenIssue(db, issue, {
      ...{ ground: 'other', reason: '整改不到位', actor: '示例领导', on },
      ...{ setBack: [{ measure, state: 'in_progress' }], add: [] },
    } as never),
  );
}

describe('a released month', () => {
  test('is told with who made it, its day, its files, and the month goes by it as its base', async () => {
    expect(summary('2024-08').base).toMatchObject({ kind: 'computed', edition: null });
    const made = await releaseMonth(ledger, '2024-07', { today: LATER });
    expect(made).toMatchObject({
      ...{
        month: '2024-07',
        edition: 1,
        releasedOn: LATER,
        asOf: '2024-07-31',
        operator: '测试员',
        reason: '',
      },
    });
    expect(listReleases(ledger.read)).toEqual([made]);
    const after = summary('2024-08');
    expect(after.base).toEqual({ month: '2024-07', asOf: '2024-07-31', kind: 'released', edition: 1 });
    expect(after.narrative[0]?.text).toContain('已印发月报第1版');
    expect(dashboardOf(readGround(ledger.read), '2024-08-31').dashboard.summary.base).toEqual(after.base);
    expect(dashboardOf(readGround(ledger.read), '2024-07-31').dashboard.summary.base.kind).toBe('computed');
    expect(summary('2024-09').base.kind).toBe('computed');
  });

  test('opens as it was, whatever is renamed, reopened or done afterwards', async () => {
    const { id } = await releaseMonth(ledger, '2024-07', { today: LATER });
    const before = summary('2024-07');
    const lead = before.annex.find((row) => row.lead !== '')?.lead ?? '';
    const rowsBefore = summaryRows(ledger.read, '2024-07', 'issues:closed', LATER);
    const doc = paperDocOf(ledger.read, { paper: 'release', release: id }, LATER, readSettings(ledger.read));
    write(ledger, (db) => {
      const person = db.pluck<number>('SELECT id FROM persons WHERE name = ?', lead)[0] ?? 0;
      db.run('UPDATE persons SET name = ? WHERE id = ?', '改名后', person);
      db.run(`UPDATE person_names SET name = '改名后' WHERE person_id = ?`, person);
    });
    const issue = closedIssue();
    reopen(issue, '2024-07-30');
    write(ledger, (db) => editIssues(db, [issue], { title: '改过的标题' }));
    expect(summary('2024-07').annex).not.toEqual(before.annex);
    const content = releaseContent(ledger.read, ledger.file, id);
    expect({ ...content.summary, revision: 0 }).toEqual({ ...before, revision: 0 });
    expect(releasedRows(ledger.read, ledger.file, id, 'issues:closed')).toEqual(rowsBefore);
    expect(
      paperDocOf(ledger.read, { paper: 'release', release: id }, LATER, readSettings(ledger.read)),
    ).toEqual(doc);
  });

  test('opens every figure of its summary with the rows it had, and no other key', async () => {
    const { id } = await releaseMonth(ledger, '2024-08', { today: LATER });
    const keys = Object.keys(releaseContent(ledger.read, ledger.file, id).sets);
    expect(keys.length).toBeGreaterThan(60);
    for (const key of keys)
      expect(releasedRows(ledger.read, ledger.file, id, key), key).toEqual(
        summaryRows(ledger.read, '2024-08', key, LATER),
      );
    expect(codeOf(() => releasedRows(ledger.read, ledger.file, id, 'toString'))).toBe('figure_missing');
    expect(codeOf(() => releasedRows(ledger.read, ledger.file, 99, 'issues:all'))).toBe('release_missing');
  });

  test('shows what was reopened in it as gone in the next one, and says so before', async () => {
    await releaseMonth(ledger, '2024-07', { today: LATER });
    const issue = closedIssue();
    const asked = { month: '2024-07', edition: 1, issues: [issue] };
    expect(countedReleases(ledger.read, [issue])).toEqual([asked]);
    // By its day it was open already at the cut-off: only the released edition knows that it was counted.
    reopen(issue, '2024-07-30');
    const { overall, gone } = summary('2024-08');
    expect(gone.map((line) => line.id)).toEqual([issue]);
    expect(overall.closed.value).toBe(
      overall.baseClosed.value + overall.newlyClosed.value - overall.gone.value,
    );
    await releaseMonth(ledger, '2024-07', { today: LATER, reason: '重启一个问题' });
    expect(countedReleases(ledger.read, [issue])).toEqual([]);
    expect(summary('2024-08').gone).toEqual([]);
    expect(summary('2024-08').base.edition).toBe(2);
  });

  test('keeps an issue that it counts from being removed; withdrawing is the way', async () => {
    const issue = write(ledger, (db) => addIssueByHand(db, null, { title: '只在一版里的问题' }));
    await releaseMonth(ledger, '2024-09', { today: LATER });
    expect(codeOf(() => write(ledger, (db) => removeNode(db, 'issue', issue)))).toBe('node_has_history');
    const later = write(ledger, (db) => addIssueByHand(db, null, { title: '印发后才有的问题' }));
    expect(codeOf(() => write(ledger, (db) => removeNode(db, 'issue', later)))).toBe('no refusal');
  });

  test('is known only from its step on', async () => {
    const before = ledger.revision();
    await releaseMonth(ledger, '2024-07', { today: LATER });
    const known = (step: number) =>
      readKnownAt(ledger.file, { temporary: tmpdir() }, step, (db) => [
        summaryFor(db, '2024-08', LATER).base.kind,
        readGround(db).bases.length,
      ]);
    expect(known(before)).toEqual(['computed', 0]);
    expect(known(ledger.revision())).toEqual(['released', 1]);
  });

  test('is where undo stops', async () => {
    await releaseMonth(ledger, '2024-08', { today: LATER });
    expect(undoTarget(ledger.read)).toEqual({ step: null, stop: 'undo_stops_at_release' });
    write(ledger, (db) => addIssueByHand(db, null, { title: '新问题' }));
    ledger.undo();
    expect(codeOf(() => ledger.undo())).toBe('undo_stops_at_release');
    expect(listReleases(ledger.read)).toHaveLength(1);
  });
});

describe('its files', () => {
  test('are found lost or altered, and are never read as they are not', async () => {
    const made = await releaseMonth(ledger, '2024-08', { today: LATER });
    expect(keptRelease(ledger.read, made.id, 'docx').name).toBe('2024年8月整改月报.docx');
    const store = storeOf(ledger.file);
    const sha256 = ledger.read.pluck<string>(
      'SELECT f.sha256 FROM releases r JOIN files f ON f.id = r.content_file',
    )[0];
    const content = store.path(sha256 ?? '');
    const verified = () => {
      const work = verifyFiles(ledger.read, ledger.file);
      for (;;) {
        const step = work.next();
        if (step.done === true) return step.value.problems.map((problem) => problem.kind);
      }
    };
    expect(verified()).toEqual([]);
    expect(releaseContent(ledger.read, ledger.file, made.id).edition).toBe(1);
    writeFileSync(content, readFileSync(content, 'utf8').replace('已销号', '未销号'));
    expect(codeOf(() => releaseContent(ledger.read, ledger.file, made.id))).toBe('original_altered');
    writeFileSync(store.path(made.pdf?.sha256 ?? ''), Buffer.from('别的内容'));
    rmSync(store.path(made.xlsx?.sha256 ?? ''));
    expect(verified().toSorted()).toEqual(['file_altered', 'file_missing', 'file_size_differs']);
    expect(previewRelease(groundOf(ledger, LATER), '2024-08').warnings.join('')).toContain(
      '第1版的存档文件有缺失或改动：PDF、Excel、数据',
    );
    renameSync(content, `${content}.away`);
    expect(codeOf(() => releaseContent(ledger.read, ledger.file, made.id))).toBe('original_missing');
    // A correction is still possible; it says that it can't tell what changed.
    reopen(closedIssue(), '2024-08-20');
    const again = await releaseMonth(ledger, '2024-08', { today: LATER, reason: '存档缺失' });
    const { changes, summary: whole } = releaseContent(ledger.read, ledger.file, again.id);
    const now = whole.overall.closed.value;
    expect(changes[0]?.after).toBe('只能比较数字');
    expect(changes).toContainEqual({ what: '已销号问题', before: `${now + 1}`, after: `${now}` });
  });
});

describe('a correction', () => {
  test('needs a reason, has the next number, and tells what changed', async () => {
    await releaseMonth(ledger, '2024-08', { today: LATER });
    const preview = () => previewRelease(groundOf(ledger, LATER), '2024-08');
    expect(preview()).toMatchObject({ edition: 2, refusal: null, changes: [] });
    expect(preview().warnings.join('')).toContain('与第1版相比没有变化');
    const issue = closedIssue();
    const title = ledger.read.pluck<string>('SELECT title FROM issues WHERE id = ?', issue)[0] ?? '';
    const before = summary('2024-08').overall;
    reopen(issue, '2024-08-20');
    await expect(releaseMonth(ledger, '2024-08', { today: LATER })).rejects.toThrow('release_reason_missing');
    const { changes } = preview();
    const closed = before.closed.value;
    expect(changes).toContainEqual({ what: '已销号问题', before: `${closed}`, after: `${closed - 1}` });
    expect(changes.find((c) => c.what === '已销号问题：不再计入')?.before).toContain(title);
    const made = await releaseMonth(ledger, '2024-08', { today: LATER, reason: ' 误报销号 ' });
    expect(made).toMatchObject({ edition: 2, reason: '误报销号' });
    const corrected = releaseContent(ledger.read, ledger.file, made.id);
    expect(corrected.changes).toEqual(changes);
    expect(JSON.stringify(corrected.doc.sections[0])).toContain('（第2版）');
    expect(keptRelease(ledger.read, made.id, 'pdf').name).toBe('2024年8月整改月报（第2版）.pdf');
    expect(listReleases(ledger.read).map((release) => release.edition)).toEqual([2, 1]);
  });

  test('tells of the office’s own words and of what units say of their delays too, whatever else moved', async () => {
    await releaseMonth(ledger, '2024-08', { today: LATER });
    const [line] = summary('2024-08').overdue;
    if (line === undefined) throw new Error('nothing overdue');
    reopen(closedIssue(), '2024-08-20');
    write(ledger, (db) => {
      setPaperSettings(db, { ...usualPaperSettings, recipient: '集团党委' });
      addProgress(db, line.id, {
        ...{ month: '2024-08', text: '正在审理', source: 'typed', delayReason: '法院延期开庭', nextStep: '' },
      });
    });
    const { changes } = previewRelease(groundOf(ledger, LATER), '2024-08');
    const told = changes.map(({ what, after }) => `${what} ${after}`).join('\n');
    expect(told).toContain('固定用语、署名或版式 有变化');
    expect(told).toMatch(/：原因 法院延期开庭/);
    expect(told).toMatch(/^已销号问题 \d+$/m);
  });

  test('is told of where a later month went by the edition before', async () => {
    await releaseMonth(ledger, '2024-07', { today: LATER });
    await releaseMonth(ledger, '2024-08', { today: LATER });
    const warnings = previewRelease(groundOf(ledger, LATER), '2024-07').warnings.join('');
    expect(warnings).toContain('2024年8月月报已经印发');
  });
});

describe('what can be released', () => {
  test('is a month of the round that has begun, at the revision it was made from', async () => {
    const refusal = (month: string) => previewRelease(groundOf(ledger, LATER), month).refusal;
    expect(refusal('2023-01')).toBe('month_before_round');
    expect(refusal('2024-10')).toBe('release_month_future');
    await expect(releaseMonth(ledger, '2023-01', { today: LATER })).rejects.toThrow('month_before_round');
    expect(refusal('2024-09')).toBeNull();
    const { warnings } = previewRelease(groundOf(ledger, LATER), '2024-09');
    expect(warnings.join('')).toContain('2024年9月的截止日（2024年9月30日）还没有过');
    const hand = releaseMonth(ledger, '2024-09', { today: LATER });
    write(ledger, (db) => addIssueByHand(db, null, { title: '同时登记的问题' }));
    await expect(hand).rejects.toThrow('ledger_changed_meanwhile');
    expect(listReleases(ledger.read)).toEqual([]);
  });
});

describe('months before', () => {
  test('are not moved by a release, nor the month itself; only the one after takes it as its base', async () => {
    const months = ['2024-03', '2024-05', '2024-07', '2024-08', '2024-09'];
    const told = () => months.map((month) => JSON.stringify({ ...summary(month), revision: 0 }));
    const before = told();
    await releaseMonth(ledger, '2024-07', { today: LATER });
    const after = told();
    expect(after.map((text, at) => text === before[at])).toEqual([true, true, true, false, true]);
  });
});

describe('over any further work', () => {
  test('an edition stays as it was, and the next month counts from it', async () => {
    await fc.assert(
      fc.asyncProperty(acts(14), acts(14), async (first, second) => {
        ledger = sampleCopy({ today: () => LATER });
        for (const act of first) perform(ledger, act);
        backToFirstRound(ledger);
        const { id } = await releaseMonth(ledger, '2024-08', { today: LATER });
        const told = () => {
          const { summary: whole, sets, lines, doc } = releaseContent(ledger.read, ledger.file, id);
          return JSON.stringify([whole, sets, lines, doc, keptRelease(ledger.read, id, 'pdf')]);
        };
        const before = told();
        const closed = releaseContent(ledger.read, ledger.file, id).summary.overall.closed.value;
        for (const act of second) perform(ledger, act);
        expect(told()).toBe(before);
        backToFirstRound(ledger);
        const { overall, base } = summary('2024-09');
        expect([base.kind, overall.baseClosed.value]).toEqual(['released', closed]);
        expect(overall.closed.value).toBe(closed + overall.newlyClosed.value - overall.gone.value);
        expect(overall.measuresDone.value).toBe(
          overall.baseDone.value + overall.newlyDone.value - overall.doneGone.value,
        );
        for (const figure of [overall.gone, overall.doneGone])
          expect(summaryRows(ledger.read, '2024-09', figure.key, LATER).rows).toHaveLength(figure.rows);
        clearAway();
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);
});
