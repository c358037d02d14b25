import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';
import { contract } from '../../shared/contract/index.ts';
import { noticeErrorCodes } from '../../shared/notice/codes.ts';
import { isWorded, wordFailure } from '../../renderer/words/errors.ts';
import { errorWords } from '../../renderer/words/errorTable.ts';
import * as jobKinds from '../../electron/jobs/kinds.ts';
import { wordJob } from '../../renderer/words/jobs.ts';
import { wordStep } from '../../shared/stepWords.ts';

/** Codes that stand as literals in refusals and failures of these folders, with where. */
function codesIn(folders: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(join(inRoot(folder), name), 'utf8');
      for (const match of text.matchAll(/(?:\bfail\(|new Refusal\(|\bcode: )\s*'([a-z][a-z0-9_]*)'/g)) {
        found.set(match[1] ?? '', `${folder}/${name}`);
      }
    }
  }
  return found;
}

describe('words of refusals', () => {
  it('has words for every code that the window may be answered', () => {
    const codes = codesIn([
      'db',
      'electron/door',
      'electron/files',
      'electron/handlers',
      'electron/jobs',
      'electron/main',
      'renderer',
    ]);
    expect(codes.size).toBeGreaterThan(30);
    const ofNotice: readonly string[] = noticeErrorCodes;
    expect([...codes].filter(([code]) => !isWorded(code) && !ofNotice.includes(code))).toEqual([]);
  });

  it('says what is wrong and what to do, as whole sentences', () => {
    for (const [code, [title, advice]] of Object.entries(errorWords)) {
      expect(title, code).not.toMatch(/[。.]$/);
      expect(advice.replaceAll(/\[[^\]]*\]$/g, ''), code).toMatch(/。$/);
    }
  });

  it('says which of the things typed is wrong and how, without words of the program', () => {
    const title = (path: string, problem: string) =>
      wordFailure({ code: 'bad_arguments', detail: { call: 'closing.step', path, problem } }).title;
    expect(title('opinion', 'too_big')).toBe('意见太长或太大');
    expect(title('fields.title', 'too_small')).toBe('名称没有填写或太小');
    expect(title('days.0.on', 'not_a_day')).toBe('日期不是日历上的日期');
    expect(title('ids.1', 'invalid_type')).toBe('填写的内容不符合要求');
    expect(title('patch.surplus', 'unknown_key')).toBe('填写的内容不符合要求');
    expect(title('', 'too_many_days')).toBe('起止日期颠倒或相隔太久');
    const { advice } = wordFailure({ code: 'bad_arguments', detail: { path: 'opinion' } });
    expect(advice).not.toMatch(/[a-z]/);
  });

  it('puts facts in and leaves out parts whose fact is missing', () => {
    expect(wordFailure({ code: 'file_missing', detail: { name: '通报.docx' } }).title).toBe(
      '找不到文件：通报.docx',
    );
    expect(wordFailure({ code: 'file_missing' }).title).toBe('找不到文件');
    expect(wordFailure({ code: 'file_missing', detail: { name: { deep: 1 } } }).title).toBe('找不到文件');
    for (const code of Object.keys(errorWords)) {
      const { title, advice } = wordFailure({ code });
      expect(`${title}${advice}`, code).not.toMatch(/[[\]{}]/);
    }
  });

  it('names a code it does not know, and is not fooled by names of the language', () => {
    expect(wordFailure({ code: 'brand_new' }).advice).toContain('brand_new');
    expect(isWorded('constructor')).toBe(false);
    expect(wordFailure({ code: '__proto__' }).title).toBe('操作没有完成');
  });
});

describe('words of steps', () => {
  it('has words for every write of the contract', () => {
    const writes = Object.entries(contract).filter(([, spec]) => spec.kind === 'write');
    expect(writes.length).toBeGreaterThan(20);
    for (const [name] of writes) {
      if (name.startsWith('history.')) continue;
      expect(wordStep({ action: name, detail: {} }), name).not.toContain('.');
    }
  });

  it('adds what the detail knows: state, fields, name, how many', () => {
    expect(wordStep({ action: 'measure.setState', detail: { state: 'done', count: 3 } })).toBe(
      '修改整改状态：已完成（3 条）',
    );
    expect(wordStep({ action: 'measure.edit', detail: { fields: ['deadline', 'leadId'], count: 1 } })).toBe(
      '修改整改措施：整改期限、牵头领导',
    );
    expect(wordStep({ action: 'unit.add', detail: { name: '审计部' } })).toBe('新增单位“审计部”');
    expect(wordStep({ action: 'measure.establish', detail: { established: false } })).toBe('取消长效机制');
    expect(wordStep({ action: 'toString', detail: {} })).toBe('toString');
  });
});

describe('words of jobs', () => {
  it('has words for every kind of job', () => {
    const kinds: readonly string[] = Object.values(jobKinds);
    expect(kinds.length).toBeGreaterThan(1);
    const unknown = wordJob({ kind: 'unknown', step: '' });
    for (const kind of kinds) expect(wordJob({ kind, step: '' }), kind).not.toBe(unknown);
    expect(wordJob({ kind: 'notice.read', step: 'read' })).toBe('读取通报：读文件、分析层级');
  });
});
