/** Each paper of a month in each of its forms, as it is saved, against the library alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { writePaperQuery } from '../../shared/papers/address.ts';
import { cellsOf, docxFloor, xlsxFloor } from './papersFloors.ts';
import { MONTH } from './papersLedger.ts';
import { pdfFloor, stillPage } from './papersOffice.ts';
import type { Office } from './papersOffice.ts';
import type { Page } from '@playwright/test';
import type { Measured } from './report.ts';
import { median, timed } from './stats.ts';

const part = 'papers';
type Form = 'pdf' | 'xlsx' | 'docx';

const FORMS = ['pdf', 'xlsx', 'docx'] as const;
const MOST: Readonly<Record<Form, number>> = { pdf: 2.5, xlsx: 3, docx: 2 };
const AGAINST: Readonly<Record<Form, string>> = {
  pdf: 'the same pages, still, printed',
  xlsx: 'the same cells, exceljs',
  docx: 'the same texts, docx',
};
const ROUNDS = 3;
/** What takes longer than so many ms is measured once. */
const LONG = 800;

/** Where the office saves to, one file a form: as `LEDGER_ANSWER_PDF` and the like say. */
export const targetOf = (folder: string, form: Form): string => join(folder, `saved.${form}`);

/** The papers of a month that are one each. */
export const MONTHLY: readonly PaperQuery[] = [
  { paper: 'summary', month: MONTH },
  { paper: 'problems', month: MONTH },
  { paper: 'tasks', month: MONTH },
  { paper: 'duties', month: MONTH },
  { paper: 'ledger', month: MONTH, size: 'a4' },
  { paper: 'ledger', month: MONTH, size: 'a3' },
  { paper: 'rollCall', month: MONTH },
  { paper: 'progress', month: MONTH },
];

interface Taken {
  readonly ours: number;
  readonly floor: number;
}

interface Place {
  readonly office: Office;
  readonly press: Page;
  readonly folder: string;
}

/** One paper in one form: ours and the floor in turns. @param warm whether a round before is measured in vain */
async function inForm(
  { office, press, folder }: Place,
  query: PaperQuery,
  doc: PaperDoc,
  form: Form,
  warm: boolean,
): Promise<Taken> {
  const save = (): Promise<number> => office.time('paper.save', { query, form });
  const first = await save();
  const floor = await floorOf({ office, press, folder }, query, doc, form);
  const taken = [{ ours: first, floor: await floor() }];
  if (!warm || first > LONG) return taken[0] as Taken;
  taken.shift();
  for (let round = 0; round < ROUNDS; round += 1) taken.push({ ours: await save(), floor: await floor() });
  return { ours: median(taken.map(({ ours }) => ours)), floor: median(taken.map((each) => each.floor)) };
}

async function floorOf(
  { office, press, folder }: Place,
  query: PaperQuery,
  doc: PaperDoc,
  form: Form,
): Promise<() => Promise<number>> {
  const file = join(folder, `floor.${form}`);
  if (form === 'xlsx') {
    const cells = cellsOf(targetOf(folder, form));
    return () => timed(() => xlsxFloor(cells, file));
  }
  if (form === 'docx') return () => timed(() => docxFloor(doc, file));
  const still = join(folder, 'still.html');
  writeFileSync(still, await stillPage(press, query));
  return () => pdfFloor(office.app, still, file);
}

const sum = (list: readonly Taken[]): Taken =>
  list.reduce((a, b) => ({ ours: a.ours + b.ours, floor: a.floor + b.floor }), { ours: 0, floor: 0 });

function told(what: string, form: Form, { ours, floor }: Taken, bound: boolean): Measured {
  return {
    ...{ part, what, value: ours, unit: 'ms' },
    against: { what: AGAINST[form], value: floor, ratio: ours / floor },
    ...(bound ? { bound: { of: 'ratio', most: MOST[form] } as const } : {}),
  };
}

/**
 * The month's papers and a closing paper of each of some issues.
 * @param size said of the ledger @param issues whose closing papers are made
 */
export async function measureSet(
  place: Place,
  size: string,
  issues: readonly number[],
  say: (text: string) => void,
): Promise<Measured[]> {
  const { office, folder } = place;
  mkdirSync(folder, { recursive: true });
  const found = new Map<Form, { readonly name: string; readonly taken: Taken }[]>(
    FORMS.map((form) => [form, []]),
  );
  const composed: number[] = [];
  for (const query of MONTHLY) {
    const name = writePaperQuery(query);
    say(`${size}: ${name} …`);
    await office.touch();
    composed.push(await office.time('paper.doc', { query, first: true }));
    const { value: doc } = await office.ask('paper.doc', { query });
    for (const form of FORMS)
      if (form === 'pdf' || doc.forms.includes(form))
        found.get(form)?.push({ name, taken: await inForm(place, query, doc, form, true) });
  }
  say(`${size}: ${issues.length} closing papers …`);
  const closing = new Map<Form, Taken[]>(FORMS.map((form) => [form, []]));
  for (const issue of issues) {
    const query = { paper: 'closing', issue } as const;
    const { value: doc } = await office.ask('paper.doc', { query });
    for (const form of FORMS)
      if (form === 'pdf' || doc.forms.includes(form))
        closing.get(form)?.push(await inForm(place, query, doc, form, false));
  }
  const rows: Measured[] = [
    {
      ...{ part, what: `${size}: ${MONTHLY.length} papers of a month composed`, unit: 'ms' },
      value: composed.reduce((a, b) => a + b, 0),
    },
  ];
  for (const form of FORMS) {
    const months = found.get(form) ?? [];
    const one = sum(closing.get(form) ?? []);
    const all = sum([...months.map(({ taken }) => taken), one]);
    rows.push(told(`${size}: the month's set as .${form}`, form, all, true));
    for (const { name, taken } of months) rows.push(told(`… ${name}`, form, taken, false));
    if (one.ours > 0) rows.push(told(`… closing papers of ${issues.length} issues`, form, one, false));
  }
  return rows;
}
