/** The preview of papers: from the call to page one, and in the window from the click to page one painted. */
import { setTimeout as rest } from 'node:timers/promises';
import { MONTHLY } from './papersForms.ts';
import type { Office } from './papersOffice.ts';
import type { Measured } from './report.ts';
import { median } from './stats.ts';
import { writePaperQuery } from '../../shared/papers/address.ts';

const part = 'papers';
const ROUNDS = 3;
/** The whole of each is waited for: some of them take their time. */
const SHOWN = 1;
/** Page one. */
const FIRST = { of: 'value', most: 300 } as const;

/** Each paper's first page, composed anew and again; then the whole. */
export async function measurePreview(office: Office, size: string): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const query of MONTHLY) {
    const fresh: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await office.touch();
      const anew = await office.time('paper.preview', { query, first: true });
      const known = await office.time('paper.preview', { query, first: true });
      fresh.push(anew);
      again.push(known);
    }
    const whole = await office.time('paper.preview', { query, first: false });
    rows.push(
      {
        ...{ part, what: `${size}: page one of ${writePaperQuery(query)}, composed anew`, unit: 'ms' },
        ...{ value: median(fresh), bound: FIRST },
      },
      { part, what: '… once it is composed', value: median(again), unit: 'ms', bound: FIRST },
      { part, what: '… the whole after it', value: whole, unit: 'ms' },
    );
  }
  return rows;
}

/** Kinds in the order of the screen; more of them than are kept composed, so that each is composed anew. */
const KINDS = ['problems', 'tasks', 'duties', 'ledgerA4', 'summary'] as const;

interface Painted {
  readonly first: number;
  readonly whole: number;
}

/** The screen of papers, opened before: each kind pressed, until its first page and until the whole is there. */
export async function measureShown({ page }: Office, size: string): Promise<Measured[]> {
  await page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: '文书' }).click();
  await page.locator('#paper-kind-summary').waitFor();
  await page.locator('.papers-page canvas[data-drawn]').first().waitFor({ timeout: 60_000 });
  const seen = new Map<string, Painted[]>(KINDS.map((kind) => [kind, []]));
  for (let round = 0; round < SHOWN; round += 1)
    for (const kind of KINDS) {
      await rest(500);
      const box = await page.locator(`#paper-kind-${kind}`).boundingBox();
      if (box === null) throw new Error(`no ${kind}`);
      await page.evaluate(expectPage);
      await page.mouse.click(box.x + 20, box.y + box.height / 2);
      const painted = await page.evaluate(() => (window as unknown as { painted: Promise<Painted> }).painted);
      seen.get(kind)?.push(painted);
    }
  return KINDS.flatMap((kind): Measured[] => [
    {
      ...{ part, what: `${size}, window: ${kind} pressed to page one painted`, unit: 'ms' },
      ...{ value: median((seen.get(kind) ?? []).map(({ first }) => first)), bound: FIRST },
    },
    {
      ...{ part, what: '… to the whole', unit: 'ms' },
      value: median((seen.get(kind) ?? []).map(({ whole }) => whole)),
    },
  ]);
}

/** Begins to listen for a press of the mouse, and to look for a page that was not there before. Sent as text. */
function expectPage(): void {
  const drawn = (): Element[] => [
    ...document.querySelectorAll('[data-pages] [data-page="1"] canvas[data-drawn]'),
  ];
  const before = new Set(drawn());
  const until = (holds: () => boolean): Promise<number> =>
    new Promise((resolve, reject) => {
      const patience = performance.now() + 60_000;
      const look = (): void => {
        if (holds()) resolve(performance.now());
        else if (performance.now() > patience) reject(new Error('no page'));
        else requestAnimationFrame(look);
      };
      look();
    });
  const pressed = new Promise<number>((resolve) => {
    addEventListener('pointerdown', (event) => resolve(event.timeStamp), { capture: true, once: true });
  });
  const work = async (): Promise<Painted> => {
    const from = await pressed;
    const first = (await until(() => drawn().some((canvas) => !before.has(canvas)))) - from;
    const said = (): string => document.querySelector('.papers-place')?.textContent ?? '';
    const whole = (await until(() => said().includes('共'))) - from;
    return { first, whole };
  };
  (window as unknown as { painted: Promise<Painted> }).painted = work();
}
