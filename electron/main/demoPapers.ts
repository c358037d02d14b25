/**
 * The demo's papers: a paragraph of the month's summary worded by hand, the month released, its papers saved in their
 * forms, letters to late units, the superior office's own blank filled. Nothing is printed.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Args, Reply } from '../../shared/contract/index.ts';
import type { PaperQuery } from '../../shared/contract/types.ts';
import type { Month } from '../../shared/month.ts';
import { zipParts } from '../excel/forms/zip.ts';
import { ended } from './demoReturns.ts';
import type { DemoTools } from './demoReturns.ts';

type Form = Args<'paper.saveMany'>['form'];

/** @param issue one that is closed: its papers have everything on them */
export async function papersOfMonth(tools: DemoTools, month: Month, issue: number): Promise<void> {
  const { show, picture } = tools;
  await word(tools, month);
  await release(tools, month);
  show('view.summary');
  await picture('released');
  const letters = await write(tools, month);
  const ofMonth: PaperQuery[] = [
    { paper: 'summary', month },
    { paper: 'problems', month },
    { paper: 'tasks', month },
    { paper: 'duties', month },
    { paper: 'ledger', month, size: 'a4' },
    { paper: 'rollCall', month },
  ];
  const ofIssue: PaperQuery[] = [
    { paper: 'closing', issue },
    { paper: 'dossier', issue },
  ];
  const ofLetters = letters.map((reminder): PaperQuery => ({ paper: 'reminder', reminder }));
  const notice: PaperQuery = { paper: 'progress', month };
  await save(tools, 'pdf', [
    ...ofMonth,
    { paper: 'ledger', month, size: 'a3' },
    notice,
    ...ofIssue,
    ...ofLetters,
  ]);
  await save(tools, 'xlsx', [...ofMonth, ...ofIssue]);
  await save(tools, 'docx', [{ paper: 'summary', month }, notice, ...ofIssue, ...ofLetters]);
  await fill(tools, month);
  show('view.papers');
  await picture('papers');
}

/** Adds a sentence to the first paragraph; its figures go on being watched. */
async function word({ call, say }: DemoTools, month: Month): Promise<void> {
  const { narrative } = await call('summary.compute', { month });
  const [first] = narrative;
  if (first === undefined) throw new Error('the summary has no words');
  await call('narrative.set', {
    month,
    part: first.part,
    text: `${first.text}整改工作总体平稳有序。`,
  });
  const after = (await call('summary.compute', { month })).narrative.find(({ part }) => part === first.part);
  const figures = after?.runs.filter(({ name }) => name !== undefined) ?? [];
  if (after?.edited !== true || figures.length === 0 || figures.some(({ differs }) => differs !== undefined))
    throw new Error('the worded paragraph lost its figures');
  say(`${first.heading}: a sentence added, ${figures.length} figures still agree with the ledger`);
}

async function release({ call, folder, say }: DemoTools, month: Month): Promise<void> {
  const { warnings, refusal } = await call('release.preview', { month });
  if (refusal !== null) throw new Error(`${month} can't be released: ${refusal}`);
  const { job } = await call('release.make', { month });
  const made = await call('release.made', { job: await ended('release', job, call) });
  const { changes } = await call('release.preview', { month });
  if (changes.length > 0) throw new Error(`the edition differs at once: ${JSON.stringify(changes[0])}`);
  const file = join(folder, `released-${month}.pdf`);
  rmSync(file, { force: true });
  process.env['LEDGER_ANSWER_PDF'] = file;
  await call('release.save', { id: made.id, form: 'pdf' });
  if (!existsSync(file)) throw new Error(`${file} was not written`);
  say(`${month} released, edition ${made.edition}, after ${warnings.length} warnings; kept PDF copied`);
}

/** A letter to each unit with a late measure, of the kind that comes next. Answers their ids. */
async function write({ call, say }: DemoTools, month: Month): Promise<number[]> {
  const { units } = await call('reminder.late', { month });
  if (units.length === 0) throw new Error('no unit of the sample is late');
  const { ids } = await call('reminder.forLateUnits', {
    month,
    letters: units.map(({ unit, next }) => ({ unit: unit.id, kind: next })),
  });
  say(`${ids.length} letters to late units numbered and recorded`);
  return ids;
}

async function save({ call, folder, say }: DemoTools, form: Form, queries: PaperQuery[]): Promise<void> {
  const place = join(folder, 'papers', form);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  process.env['LEDGER_ANSWER_FOLDER'] = place;
  const { job } = await call('paper.saveMany', { queries, form });
  const many: Reply<'paper.manyDone'> = await call('paper.manyDone', {
    job: await ended(`papers as ${form}`, job, call),
  });
  const { done, failed, left } = many;
  const there = readdirSync(place);
  if (failed.length > 0 || left > 0 || there.length !== queries.length)
    throw new Error(`not every paper became ${form}: ${JSON.stringify(many)}`);
  say(`${done.length} papers saved as ${form}: ${there.join(', ')}`);
}

/** Keeps a blank of the superior office as its headings suggest, and fills it. */
async function fill({ call, folder, say }: DemoTools, month: Month): Promise<void> {
  const blank = join(folder, 'superior-blank.xlsx');
  const filled = join(folder, `superior-${month}.xlsx`);
  for (const file of [blank, filled]) rmSync(file, { force: true });
  await writeBlank(blank);
  process.env['LEDGER_ANSWER_BLANK'] = blank;
  const { file } = await call('blank.pick', {});
  if (file === null) throw new Error('no blank was picked');
  const { suggested } = await call('blank.read', { token: file.token });
  const { id } = await call('blank.add', {
    token: file.token,
    name: '市委巡察整改情况统计表',
    layout: {
      ...suggested,
      cells: [
        { at: 'B2', field: 'organisation' },
        { at: 'E2', field: 'asOf' },
      ],
    },
  });
  process.env['LEDGER_ANSWER_XLSX'] = filled;
  const { rows, problems } = await call('blank.fill', { id, month });
  if (rows === 0 || problems.length > 0 || !existsSync(filled))
    throw new Error(`the blank was not filled: ${problems.join('; ')}`);
  say(`superior's blank: ${suggested.columns.length} columns known by their headings, ${rows} rows filled`);
}

/* ---- the blank, as somebody else's hand makes it ---- */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const TITLE = ['巡察整改情况统计表'];
const FACTS = ['填报单位：', '', '', '截至：'];
const HEADINGS = ['序号', '责任单位', '问题数', '已销号问题数', '未销号问题数', '整改完成率', '备注'];

function writeBlank(file: string): Promise<void> {
  const cell = (text: string, at: string): string =>
    text === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = [TITLE, FACTS, HEADINGS].map((texts, row) => {
    const cells = texts.map((text, column) => cell(text, `${String.fromCodePoint(65 + column)}${row + 1}`));
    return `<row r="${row + 1}">${cells.join('')}</row>`;
  });
  const sheet = `${rows.join('')}<row r="4"/><row r="5">${cell('填报人：', 'A5')}</row>`;
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="附件1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return zipParts(
    Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(HEAD + text, 'utf8') })),
    file,
  );
}
