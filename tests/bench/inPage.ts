/** What the bench does inside the page. `install` is sent there as text: it may use nothing from outside itself. */

export interface InPage {
  /** Until the list shows that many measures, every row in sight filled. */
  shown(count: number): Promise<void>;
  /** From the next input event until the list shows that many measures, painted. */
  afterInput(count: number): Promise<number>;
  /** A tick box in sight that can be ticked. */
  openTick(): Promise<{ id: string; x: number; y: number }>;
  /** From the next press of the mouse until the row shows as done, painted; and until the ledger has told of the step. */
  afterTick(id: string): Promise<{ shown: number; committed: number }>;
  /** Scrolls a box from its top to its end in that many frames; lengths of the long tasks meanwhile. */
  scrollThrough(selector: string, frames: number): Promise<{ tasks: number[]; rows: number; blank: number }>;
}

export function install(): void {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  /** The task after a frame's own begins when that frame is made. */
  const afterFrame = async (): Promise<void> => {
    await frame();
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve(), { once: true });
      port1.start();
      port2.postMessage(null);
    });
  };
  const next = (type: string): Promise<number> =>
    new Promise((resolve) => {
      addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true });
    });
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await frame();
    await afterFrame();
  };
  const grid = (): Element => document.querySelector('.grid') as Element;
  const waiting = (): boolean => document.querySelector('.row-waiting') !== null;

  const bench: InPage = {
    shown: (count) => until(() => grid().getAttribute('aria-rowcount') === String(count + 1) && !waiting()),
    async afterInput(count) {
      const start = await next('input');
      await bench.shown(count);
      return performance.now() - start;
    },
    async openTick() {
      const box = grid().getBoundingClientRect();
      for (const tick of document.querySelectorAll(
        '.row:not(.row-frozen) [data-tick][aria-checked="false"]',
      )) {
        const place = tick.getBoundingClientRect();
        if (place.top < box.top + 60 || place.bottom > box.bottom - 30) continue;
        const id = (tick.closest('[data-row]') as HTMLElement).dataset['row'] ?? '';
        return { id, x: place.x + place.width / 2, y: place.y + place.height / 2 };
      }
      // All that is in sight is ticked: further down there is more.
      grid().scrollTop += box.height;
      await afterFrame();
      await until(() => !waiting());
      return bench.openTick();
    },
    async afterTick(id) {
      const committed = new Promise<number>((resolve) => {
        const off = (
          window as unknown as { ledger: { on(name: 'changed', listen: () => void): () => void } }
        ).ledger.on('changed', () => {
          off();
          resolve(performance.now());
        });
      });
      const start = await next('pointerdown');
      const shown = until(
        () => document.querySelector(`#row-${id} [data-tick]`)?.getAttribute('aria-checked') === 'true',
      ).then(() => performance.now());
      const [at, told] = await Promise.all([shown, committed]);
      return { shown: at - start, committed: told - start };
    },
    async scrollThrough(selector, frames) {
      const box = document.querySelector(selector) as HTMLElement;
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      });
      observer.observe({ type: 'longtask' });
      const seen = new Set<string>();
      let blank = 0;
      const end = box.scrollHeight - box.clientHeight;
      // First as a hand scrolls, then in leaps to the end: both have to be quick.
      const slow = Math.min(end, Math.floor(frames / 2) * 120);
      for (let at = 0; at <= frames; at += 1) {
        const half = frames / 2;
        box.scrollTop = at <= half ? (slow * at) / half : slow + ((end - slow) * (at - half)) / half;
        await frame();
        if (waiting()) blank += 1;
        for (const row of box.querySelectorAll('[id]')) seen.add(row.id);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      observer.disconnect();
      if (box.scrollTop < end - 2) throw new Error(`${selector} did not reach its end`);
      box.scrollTop = 0;
      return { tasks, rows: seen.size, blank };
    },
  };
  (window as unknown as { bench: InPage }).bench = bench;
}
