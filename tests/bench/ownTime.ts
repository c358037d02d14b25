/** Tasks of a page's main thread by the processor's time they took: without the time in which others had it. */
import type { Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time, µs; 0 or nothing where the system tells none. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface OwnTime {
  readonly longest: number;
  readonly over: number;
}

/** Works and answers the longest of the page's tasks meanwhile and how many took longer than `most`, in ms. */
export async function ownTimes(page: Page, most: number, work: () => Promise<void>): Promise<OwnTime> {
  const events: TraceEvent[] = [];
  const cdp = await page.context().newCDPSession(page);
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'] },
  });
  await work();
  const complete = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();
  const threads = new Set(
    events
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const times = events
    .filter(
      (event) => event.ph === 'X' && /RunTask/u.test(event.name) && threads.has(`${event.pid} ${event.tid}`),
    )
    .map((event) => (event.tdur ?? 0) / 1000);
  if (times.length === 0) throw new Error('no task was seen');
  return { longest: Math.max(...times), over: times.filter((time) => time > most).length };
}
