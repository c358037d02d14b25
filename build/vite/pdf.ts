/**
 * What the PDF library fetches while it works: its worker, the tables of Chinese character codes, stand-ins for fonts
 * that a PDF does not bring, and decoders of pictures. The window's policy allows no WebAssembly: the plain ones go along.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { inRoot } from '../scripts/root.ts';

const library = (...path: string[]): string => inRoot('node_modules', 'pdfjs-dist', ...path);

/** Written beside the window's files, under pdf/ (renderer/papers/pdf.ts asks for them there). */
export function pdfFiles(): Plugin {
  return {
    name: 'pdf-files',
    generateBundle() {
      const emit = (name: string, file: string): void =>
        void this.emitFile({ type: 'asset', fileName: `pdf/${name}`, source: readFileSync(file) });
      emit('worker.mjs', library('legacy', 'build', 'pdf.worker.min.mjs'));
      for (const [folder, wanted] of [
        ['cmaps', /\.bcmap$/],
        ['standard_fonts', /\.(?:pfb|ttf)$/],
        ['wasm', /^(?:openjpeg|jbig2)_nowasm_fallback\.js$/],
      ] as const) {
        for (const name of readdirSync(library(folder)).filter((each) => wanted.test(each)))
          emit(`${folder}/${name}`, join(library(folder), name));
      }
    },
  };
}
