/** From an address of the program's own scheme to a file of dist/renderer, and nothing outside it. Pure. */
import { extname, join, sep } from 'node:path';
import { isOwnAddress } from '../door/sender.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  // What a PDF's drawing asks for: tables of character codes, stand-ins for fonts.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
};

/** Nothing from outside, no eval; styles are made at run time by the forms library, hence 'unsafe-inline' there. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export interface Page {
  readonly path: string;
  readonly type: string;
}

/** The file an address stands for, or null: foreign host, a way out of the folder, a kind that is not served. */
export function pageFor(address: string, folder: string): Page | null {
  if (!isOwnAddress(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  const relative = path === '/' || path === '' ? 'index.html' : path.replace(/^\//, '');
  // Segments are looked at one by one: no way up, no drive, no stream, no hidden file, no second decoding.
  const segments = relative.split('/');
  if (segments.some((segment) => !/^[\w-][\w.-]*$/.test(segment) || segment.includes('..'))) return null;
  const type = TYPES[extname(relative).toLowerCase()];
  const file = join(folder, ...segments);
  if (type === undefined || !file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
  return { path: file, type };
}
