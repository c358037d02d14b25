import { describe, expect, test } from 'vitest';
import * as lists from '../../shared/lists.ts';
import * as words from '../../shared/words.ts';

const tables: [string, readonly string[], Readonly<Record<string, string>>][] = [
  ['measure states', lists.measureStates, words.measureStateWords],
  ['demands', lists.demands, words.demandWords],
  ['issue states', lists.issueStates, words.issueStateWords],
  ['closing steps', lists.closingSteps, words.closingStepWords],
  ['closing events', lists.closingEvents, words.closingEventWords],
  ['reopening', lists.reopenGrounds, words.reopenGroundWords],
  ['plan changes', lists.planChangeKinds, words.planChangeWords],
  ['proposals', lists.proposalStates, words.proposalStateWords],
  ['sanctions', lists.sanctionKinds, words.sanctionWords],
  ['regulations', lists.regulationKinds, words.regulationWords],
  ['recoveries', lists.recoveryKinds, words.recoveryWords],
  ['reminders', lists.reminderKinds, words.reminderWords],
  ['stages', lists.stageKinds, words.stageWords],
  ['timeliness', lists.timelinessKinds, words.timelinessWords],
  ['lamps', lists.lamps, words.lampWords],
  ['lag reasons', lists.lagReasons, words.lagReasonWords],
];

describe('every code has one word of its own, and no word lacks its code', () => {
  test.each(tables)('%s', (_, codes, table) => {
    expect(Object.keys(table).sort()).toEqual([...codes].sort());
    expect(new Set(Object.values(table)).size).toBe(codes.length);
    for (const word of Object.values(table)) expect(word).toMatch(/^\p{Script=Han}+$/u);
  });
});

test('the words are those of the field', () => {
  expect(lists.measureStates.map((s) => words.measureStateWords[s])).toEqual([
    '未启动',
    '整改中',
    '基本完成',
    '已完成',
  ]);
  expect(lists.demands.map((s) => words.demandWords[s])).toEqual(['立行立改', '限期整改', '长期坚持']);
  expect(lists.issueStates.slice(0, 4).map((s) => words.issueStateWords[s])).toEqual([
    '未启动',
    '整改中',
    '基本完成',
    '待申请',
  ]);
  expect(lists.closingSteps.map((s) => words.closingStepWords[s])).toEqual(['申请', '审核', '复核', '审定']);
  expect(lists.sanctionKinds.map((s) => words.sanctionWords[s]).join('、')).toBe(
    '谈话提醒、教育提醒、批评教育、诫勉、党纪处分、政务处分、组织处理、移送司法',
  );
});
