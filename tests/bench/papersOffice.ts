/** The program with its window, asked by its own door; and a bare window of the same Electron beside it. */
import { pathToFileURL } from 'node:url';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { LedgerBridge } from '../../shared/contract/events.ts';
import type { PaperQuery } from '../../shared/contract/types.ts';
import { writePaperQuery } from '../../shared/papers/address.ts';
import type { BrowserWindow } from 'electron';

export interface Office {
  readonly page: Page;
  readonly app: ElectronApplication;
  /** A call from the page: its reply, and how long the page waited for it in ms. */
  ask<K extends CallName>(name: K, args: Args<K>): Promise<{ value: Reply<K>; ms: number }>;
  /** The same without the reply, which may be large. */
  time<K extends CallName>(name: K, args: Args<K>): Promise<number>;
  /** A call that starts a job, until that has ended: ms. @throws when it did not come to its end */
  work(name: 'paper.saveMany' | 'release.make', args: object): Promise<number>;
  /** A write, so that nothing composed before is used again. */
  touch(): Promise<void>;
}

interface Answered {
  readonly ms: number;
  readonly value: unknown;
}

type AnyCall = (args: unknown) => Promise<{ ok: boolean; value?: unknown; error?: unknown }>;
type InPage = Window & { readonly ledger: LedgerBridge };

async function asked(page: Page, name: string, args: unknown, whole: boolean): Promise<Answered> {
  return page.evaluate(
    async ([call, given, reply]) => {
      const door = (window as unknown as InPage).ledger.call as unknown as Record<string, AnyCall>;
      const start = performance.now();
      const answer = await door[call]?.(given);
      const ms = performance.now() - start;
      if (answer?.ok !== true) throw new Error(`${call}: ${JSON.stringify(answer)}`);
      return { ms, value: reply ? answer.value : null };
    },
    [name, args, whole] as const,
  );
}

export function officeOf(page: Page, app: ElectronApplication): Office {
  let touched = 0;
  const ask: Office['ask'] = async (name, args) => {
    const { value, ms } = await asked(page, name, args, true);
    return { value: value as never, ms };
  };
  return {
    page,
    app,
    ask,
    time: async (name, args) => (await asked(page, name, args, false)).ms,
    work: (name, args) =>
      page.evaluate(
        async ([call, given]) => {
          const { ledger } = window as unknown as InPage;
          const ended = new Map<string, string>();
          let look = (): void => undefined;
          const off = ledger.on('job', (job) => {
            if (job.status !== 'running') ended.set(job.id, `${job.status} ${JSON.stringify(job.error)}`);
            look();
          });
          const start = performance.now();
          const answer = await (ledger.call as unknown as Record<string, AnyCall>)[call]?.(given);
          if (answer?.ok !== true) throw new Error(`${call}: ${JSON.stringify(answer)}`);
          const { job } = answer.value as { job: string };
          await new Promise<void>((resolve) => {
            look = () => {
              if (ended.has(job)) resolve();
            };
            look();
          });
          off();
          if (ended.get(job)?.startsWith('done') !== true) throw new Error(`${call}: ${ended.get(job)}`);
          return performance.now() - start;
        },
        [name, args] as const,
      ),
    async touch() {
      const { value } = await ask('paper.settings', {});
      touched += 1;
      await ask('paper.setSettings', { settings: { ...value, signature: `整改办第${touched}组` } });
    },
  };
}

/** The hidden window of papers; it is brought up when it is not there. */
export async function pressOf({ app, ask }: Office): Promise<Page> {
  await ask('paper.warm', {});
  for (let turn = 0; turn < 200; turn += 1) {
    const press = app.windows().find((each) => each.url().endsWith('#paper/press'));
    if (press !== undefined) {
      await comesTrue(press, 'paperPress');
      return press;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no window of papers');
}

/** Until a word of the window is set. The page lets no text be run as a script, so its functions ask. */
function comesTrue(press: Page, name: 'paperPress' | 'paperReady'): Promise<void> {
  return press.evaluate(async (word) => {
    const held = window as unknown as Record<string, unknown>;
    while (held[word] !== true && typeof held[word] !== 'object') {
      if (typeof held[word] === 'string') throw new Error(`${word}: ${held[word]}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }, name);
}

/** What that window draws of a paper, as a page of its own that needs no script: the same elements, rules and pictures. */
export async function stillPage(press: Page, query: PaperQuery): Promise<string> {
  await press.evaluate((address) => {
    const { paperPress } = window as unknown as { paperPress: { draw(query: string, first: boolean): void } };
    paperPress.draw(address, false);
  }, writePaperQuery(query));
  await comesTrue(press, 'paperReady');
  return press.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    );
    const html = document.documentElement.cloneNode(true) as HTMLElement;
    for (const gone of html.querySelectorAll('script, style, link')) gone.remove();
    const style = document.createElement('style');
    style.textContent = rules.join('\n');
    html.querySelector('head')?.append(style);
    return `<!doctype html>${html.outerHTML}`;
  });
}

/** Loads a still page into a bare window (one for all) and prints it into a file. @returns ms */
export function pdfFloor(app: ElectronApplication, html: string, file: string): Promise<number> {
  return app.evaluate(
    async ({ BrowserWindow: Window }, [address, target]) => {
      const { require: load } = process.mainModule as unknown as { require: (name: string) => unknown };
      const { writeFile } = load('node:fs/promises') as {
        writeFile: (file: string, bytes: Uint8Array) => Promise<void>;
      };
      const held = globalThis as unknown as { bare?: BrowserWindow };
      // A session of its own: the program's own lets no file be loaded.
      held.bare ??= new Window({ show: false, webPreferences: { partition: 'bare', sandbox: true } });
      const start = performance.now();
      await held.bare.loadURL(address);
      const bytes = await held.bare.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
      });
      await writeFile(target, bytes);
      return performance.now() - start;
    },
    [pathToFileURL(html).href, file] as const,
  );
}
