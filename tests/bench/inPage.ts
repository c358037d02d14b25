/** What the bench does inside the page. `install` is sent there as text: it may use nothing from outside itself. */

export interface InPage {
  /** Until the list shows that many measures, every row in sight filled. */
  shown(count: number): Promise<void>;
  /** Begins to listen for the next input event; `taken` is from there until the list shows so many measures, painted. */
  expectInput(count: number): void;
  /** A tick box in sight that can be ticked. */
  openTick(): Promise<{ id: string; x: number; y: number }>;
  /**
   * Begins to listen for the next press of the mouse; `taken` is from there until the row shows as done, painted, and
   * `committed` until the ledger has told of the step.
   */
  expectTick(id: string): void;
  /** What was expected last: milliseconds. */
  expected: Promise<{ taken: number; committed: number }>;
  /**
   * Scrolls a box from its top to its end in that many frames, the first half as a hand does, the second in leaps.
   * @param look counts frames of the first half with a row in sight that is not filled, which makes the page lay itself
   *   out; without it answers the lengths of the long tasks
   */
  scrollThrough(selector: string, frames: number, look: boolean): Promise<{ tasks: number[]; blank: number }>;
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
    new Promise((resolve, reject) => {
      addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true });
      setTimeout(() => reject(new Error(`no ${type}`)), 15_000);
    });
  const until = async (holds: () => boolean): Promise<void> => {
    const patience = performance.now() + 15_000;
    while (!holds()) {
      if (performance.now() > patience) throw new Error(`waited in vain for ${holds.toString()}`);
      await frame();
    }
    await afterFrame();
  };
  const grid = (): Element => document.querySelector('.grid') as Element;
  const waiting = (): boolean => document.querySelector('.row-waiting') !== null;

  const blankInSight = (box: Element): boolean => {
    const { top, bottom } = box.getBoundingClientRect();
    return [...document.querySelectorAll('.row-waiting')].some((row) => {
      const place = row.getBoundingClientRect();
      return place.bottom > top && place.top < bottom;
    });
  };

  const bench: InPage = {
    expected: Promise.resolve({ taken: 0, committed: 0 }),
    shown: (count) => until(() => grid().getAttribute('aria-rowcount') === String(count + 1) && !waiting()),
    expectInput(count) {
      const start = next('input');
      const measure = async (): Promise<{ taken: number; committed: number }> => {
        const from = await start;
        await bench.shown(count);
        return { taken: performance.now() - from, committed: 0 };
      };
      bench.expected = measure();
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
    expectTick(id) {
      const committed = new Promise<number>((resolve) => {
        const off = (
          window as unknown as { ledger: { on(name: 'changed', listen: () => void): () => void } }
        ).ledger.on('changed', () => {
          off();
          resolve(performance.now());
        });
      });
      const start = next('pointerdown');
      const measure = async (): Promise<{ taken: number; committed: number }> => {
        const from = await start;
        await until(
          () => document.querySelector(`#row-${id} [data-tick]`)?.getAttribute('aria-checked') === 'true',
        );
        const shown = performance.now();
        return { taken: shown - from, committed: (await committed) - from };
      };
      bench.expected = measure();
    },
    async scrollThrough(selector, frames, look) {
      const box = document.querySelector(selector) as HTMLElement;
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      });
      observer.observe({ type: 'longtask' });
      const end = box.scrollHeight - box.clientHeight;
      const half = frames / 2;
      const byHand = Math.min(end, half * 120);
      let blank = 0;
      for (let at = 0; at <= frames; at += 1) {
        const leap = ((end - byHand) * (at - half)) / half;
        box.scrollTop = at <= half ? (byHand * at) / half : byHand + leap;
        await frame();
        if (look && at <= half && blankInSight(box)) blank += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      observer.disconnect();
      // A list that learns its heights on the way ends elsewhere than it said at first.
      const left = box.scrollHeight - box.clientHeight - box.scrollTop;
      if (left > end / 20 + 2) throw new Error(`${selector} did not reach its end`);
      box.scrollTop = 0;
      await frame();
      return { tasks, blank };
    },
  };
  (window as unknown as { bench: InPage }).bench = bench;
}
