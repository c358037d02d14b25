/**
 * Rows of an old ledger into a tree. A row that leaves out aspect, sub-heading or issue continues the row above; rows
 * of the same issue need not stand together. What is not understood is listed and left out, never guessed.
 */
import type { Day } from '../day.ts';
import type { Demand, MeasureState } from '../lists.ts';
import { demands, measureStates } from '../lists.ts';
import { demandWords } from '../words.ts';
import type { AnswerField } from '../returns/fields.ts';
import { expectedOf } from '../returns/problemWords.ts';
import type { ListedProblem } from '../returns/types.ts';
import type { LedgerIssue, LedgerMeasure, LedgerRow, LedgerTree, PlaceField } from './types.ts';

interface IssueRows {
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly rows: Placed[];
}

type Placed = LedgerRow & { readonly place: Readonly<Partial<Record<PlaceField, string>>> };

/** @param sheet name of the sheet, for the addresses of what is listed */
export function ledgerTree(rows: readonly LedgerRow[], sheet: string): LedgerTree {
  const branches = new Map<string, { path: string[]; issues: Map<string, IssueRows> }>();
  const problems: ListedProblem[] = rows.flatMap((row) => unread(row, sheet));
  let above: Placed | null = null;
  for (const given of rows) {
    const row: Placed = continued(given, above);
    above = row;
    const path = [row.place.aspect, row.place.heading].filter(said);
    const title = row.place.issueTitle ?? row.place.issueText ?? '';
    if (title === '') {
      problems.push(listed(sheet, `A${row.row}`, 'issue_missing', row.place.title ?? '', '问题名称'));
      continue;
    }
    const key = path.join('\n');
    const branch = branches.get(key) ?? { path, issues: new Map<string, IssueRows>() };
    branches.set(key, branch);
    const issueKey = `${row.place.issueNumber ?? ''}\n${plain(title)}`;
    const issue = branch.issues.get(issueKey) ?? {
      number: row.place.issueNumber ?? '',
      title,
      text: row.place.issueText === title ? '' : (row.place.issueText ?? ''),
      rows: [],
    };
    branch.issues.set(issueKey, issue);
    issue.rows.push(row);
  }
  return {
    branches: [...branches.values()].map((branch) => ({
      path: branch.path,
      issues: [...branch.issues.values()].map((issue) => issueOf(issue, sheet, problems)),
    })),
    problems,
  };
}

const said = (text: string | undefined): text is string => text !== undefined && text !== '';
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

/** Aspect, sub-heading and issue go on until another one is named; a new aspect ends the sub-heading, and so on. */
function continued(row: LedgerRow, above: Placed | null): Placed {
  const { place } = row;
  if (above === null) return row;
  const newAspect = said(place.aspect) && place.aspect !== above.place.aspect;
  const newHeading = newAspect || (said(place.heading) && place.heading !== above.place.heading);
  const ownIssue = said(place.issueTitle) || said(place.issueText);
  const kept: Partial<Record<PlaceField, string>> = {};
  const take = (field: PlaceField): void => {
    const value = above.place[field];
    if (!said(place[field]) && value !== undefined) kept[field] = value;
  };
  take('aspect');
  if (!newAspect) take('heading');
  if (!newHeading && !ownIssue)
    for (const field of ['issueNumber', 'issueTitle', 'issueText'] as const) take(field);
  return { ...row, place: { ...place, ...kept } };
}

function listed(sheet: string, cell: string, code: string, found: string, expected: string): ListedProblem {
  return { sheet, cell, code, found, expected };
}

function unread(row: LedgerRow, sheet: string): ListedProblem[] {
  const cells = row.answers.flatMap((answer) =>
    answer.problem === null
      ? []
      : [listed(sheet, answer.at, answer.problem.code, answer.text, expectedOf(answer.field))],
  );
  for (const { at, code, text, expected } of row.unread ?? [])
    cells.push(listed(sheet, at, code, text, expected));
  const { closed } = row;
  return closed === null || closed.on !== null || closed.text === ''
    ? cells
    : [...cells, listed(sheet, closed.at, 'day_not_understood', closed.text, expectedOf('doneOn'))];
}

const CLOSED = /销号/u;
const NOT_CLOSED = /未销号|申请销号|拟销号|待销号|不予销号|建议销号/u;

/** The row says that its issue is closed: by a day, or by 已销号 in its state. */
function saysClosed(row: Placed): boolean {
  if (row.closed !== null && row.closed.on !== null) return true;
  const words = row.answers
    .filter((answer) => answer.field === 'state')
    .map((answer) => answer.text)
    .concat(row.place.presentState ?? '');
  return words.some((text) => CLOSED.test(text) && !NOT_CLOSED.test(text));
}

/** Where the row says so, and how. */
function saidClosed(row: Placed): { readonly at: string; readonly text: string } {
  if (row.closed !== null && row.closed.text !== '') return row.closed;
  const state = row.answers.find((answer) => answer.field === 'state' && CLOSED.test(answer.text));
  return state ?? { at: `A${row.row}`, text: row.place.presentState ?? '' };
}

function issueOf(issue: IssueRows, sheet: string, problems: ListedProblem[]): LedgerIssue {
  const [first] = issue.rows;
  const unit = single(issue.rows.map((row) => row.place.unit));
  const lead = single(issue.rows.map((row) => row.place.lead));
  const measures = issue.rows.map((row) => measureOf(row, issue, { unit, lead }));
  const closedRows = issue.rows.filter(saysClosed);
  let closedOn: Day | null = null;
  if (closedRows.length > 0 && first !== undefined) {
    const days = issue.rows.flatMap((row) => row.closed?.on ?? []);
    const done = measures.flatMap((measure) => measure.doneOn ?? []);
    closedOn = (days.length > 0 ? days : done).toSorted().at(-1) ?? null;
    const { at: cell, text } = saidClosed(closedRows[0] ?? first);
    if (closedOn === null) {
      problems.push(listed(sheet, cell, 'closed_without_day', text, '销号日期'));
    } else if (issue.rows.some((row, at) => !saysClosed(row) && measures[at]?.state !== 'done')) {
      // Often only the first row of an issue bears the day; another one that is not done says otherwise.
      problems.push(
        listed(sheet, cell, 'closed_in_part', text, `同一问题（${issue.title}）各行一致的销号情况`),
      );
      closedOn = null;
    } else if (measures.some((measure) => measure.state !== 'done')) {
      problems.push(
        listed(sheet, cell, 'closed_with_open_measures', text, `同一问题（${issue.title}）各项措施均已完成`),
      );
    }
  }
  return { number: issue.number, title: issue.title, text: issue.text, unit, lead, closedOn, measures };
}

/** The one name that all rows of an issue bear; null when they differ (each measure then has its own). */
function single(given: readonly (string | undefined)[]): string | null {
  const known = new Set(given.filter(said));
  const [name] = known;
  return known.size === 1 && name !== undefined ? name : null;
}

function measureOf(
  row: Placed,
  issue: IssueRows,
  shared: { unit: string | null; lead: string | null },
): LedgerMeasure {
  const value = (field: AnswerField): string =>
    row.answers.findLast((answer) => answer.field === field && answer.value !== null)?.value ?? '';
  const lines = (field: AnswerField): string[] => value(field).split('\n').filter(said);
  const state = measureStates.find((code) => code === value('state'));
  const title = row.place.title ?? '';
  const more = {
    delayReason: value('delayReason'),
    nextStep: value('nextStep'),
    remark: value('remark'),
  };
  const reported = value('progress');
  const progress = [...row.progress.filter((entry) => entry.text !== '')];
  if (reported !== '' && !progress.some((entry) => entry.text === reported)) {
    progress.push({ month: null, text: reported });
  }
  const last = progress.at(-1);
  const silent = Object.values(more).every((text) => text === '');
  const entries = progress.map((entry) => ({
    ...entry,
    ...(entry === last ? more : { delayReason: '', nextStep: '', remark: '' }),
  }));
  if (last === undefined && !silent) entries.push({ month: null, text: '', ...more });
  return {
    row: row.row,
    number: row.place.number ?? '',
    // A ledger that lists issues only has one measure each, named like it.
    title: title === '' ? issue.title : title,
    unit: own(row.place.unit, shared.unit),
    lead: own(row.place.lead, shared.lead),
    assisting: names(row.place.assisting ?? ''),
    assignee: row.place.assignee ?? '',
    demand: demandIn(row.place.demand ?? ''),
    deadline: row.place.deadline ?? null,
    state: state ?? stateOfRow(progress.length > 0, value('doneOn'), saysClosed(row)),
    doneOn: value('doneOn') === '' ? null : value('doneOn'),
    progress: entries,
    evidence: lines('evidence'),
    regulations: [
      ...lines('regulationsNew').map((line) => ({ kind: 'new' as const, line })),
      ...lines('regulationsRevised').map((line) => ({ kind: 'revised' as const, line })),
    ],
    sanctions: amounts(row, 'sanction_').map(({ kind, amount }) => ({ kind, people: amount })),
    recoveries: amounts(row, 'recovery_').map(({ kind, amount }) => ({ kind, fen: amount })),
  };
}

/** Without a column of states: a day done or a closing says done, progress says under way. */
function stateOfRow(progress: boolean, doneOn: string, closed: boolean): MeasureState {
  if (doneOn !== '' || closed) return 'done';
  return progress ? 'in_progress' : 'not_started';
}

function own(name: string | undefined, shared: string | null): string | null {
  return !said(name) || name === shared ? null : name;
}

/** 财务部、人力资源部 → two names. */
export function names(text: string): string[] {
  return [...new Set(text.split(/[、，,；;\n/]+/u).map((name) => name.trim()))].filter(
    (name) => name !== '' && !/^(?:无|—+|-+|\\)$/u.test(name),
  );
}

function demandIn(text: string): Demand | null {
  return demands.find((demand) => plain(text).includes(demandWords[demand])) ?? null;
}

function amounts(row: LedgerRow, prefix: 'sanction_' | 'recovery_') {
  return row.answers.flatMap(({ field, value }) => {
    if (!field.startsWith(prefix) || value === null || value === '' || value === '0') return [];
    return [{ kind: field.slice(prefix.length), amount: Number(value) }];
  });
}
