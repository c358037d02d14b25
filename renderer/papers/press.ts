/**
 * A hidden window that stays and draws one paper after another, so that none waits for a window to come up. Main asks
 * by `window.paperPress` and reads `window.paperReady` (route.tsx) until all is drawn.
 */
import { readPaperQuery } from '../../shared/papers/address.ts';
import { call } from '../door.ts';
import { chartPictures } from './doc/chartPictures.ts';
import { mountPaper, unmountPaper } from './route.tsx';
import './press.css';

declare global {
  interface Window {
    paperPress?: Press;
  }
}

interface Press {
  /** Draws a paper (`writePaperQuery`) in place of what stood here; `first`: its beginning alone. */
  draw(query: string, first: boolean): void;
  /** The pictures of a paper's charts in their order, as PNG, base64. The paper itself need not be drawn for them. */
  pictures(query: string): Promise<string[]>;
  /** Draws page numbers, each on a small page of its own, in place of what stood here. */
  numbers(texts: readonly string[]): void;
}

export function openPress(): void {
  document.documentElement.dataset['paper'] = 'drawing';
  window.paperPress = { draw, pictures, numbers };
}

function draw(address: string, first: boolean): void {
  clear();
  const query = readPaperQuery(address);
  if (query === null) throw new Error(`no paper ${address}`);
  void mountPaper({ kind: 'doc', query, ...(first ? { first } : {}) }).then(markSections);
}

async function pictures(address: string): Promise<string[]> {
  const query = readPaperQuery(address);
  if (query === null) throw new Error(`no paper ${address}`);
  const answer = await call('paper.doc', { query });
  if (!answer.ok) throw new Error(answer.error.code);
  return chartPictures(answer.value);
}

/** A fresh place for the next paper. */
function clear(): void {
  delete window.paperReady;
  unmountPaper();
  document.getElementById('press-sections')?.remove();
  const root = document.createElement('div');
  root.id = 'root';
  document.getElementById('root')?.replaceWith(root);
}

/** A link to each section makes the PDF name the page on which it begins. */
function markSections(): void {
  const links = document.createElement('div');
  links.id = 'press-sections';
  for (const [at, section] of [...document.querySelectorAll('.paper-sheet')].entries()) {
    section.id = `section-${at}`;
    const link = document.createElement('a');
    link.href = `#section-${at}`;
    links.append(link);
  }
  document.body.append(links);
}

function numbers(texts: readonly string[]): void {
  clear();
  const pages = texts.map((text) => {
    const page = document.createElement('div');
    page.className = 'press-number';
    page.textContent = text;
    return page;
  });
  document.getElementById('root')?.append(...pages);
  void document.fonts.ready.then(() => {
    window.paperReady = true;
  });
}
