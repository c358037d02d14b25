import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';
import { isComposing, whenNotComposing } from '../../renderer/app/composing.ts';

describe('keys of an input method', () => {
  it('are told from others, in DOM events and in React events', () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(isComposing({ keyCode: 13 })).toBe(false);
    expect(isComposing({ nativeEvent: { isComposing: true } })).toBe(true);
    expect(isComposing({ nativeEvent: { keyCode: 229 } })).toBe(true);
    expect(isComposing({ nativeEvent: { isComposing: false, keyCode: 65 } })).toBe(false);
  });

  it('never reach a wrapped handler', () => {
    const seen: number[] = [];
    const handler = whenNotComposing((event: { keyCode: number; isComposing?: boolean }) => {
      seen.push(event.keyCode);
    });
    handler({ keyCode: 13, isComposing: true });
    handler({ keyCode: 229 });
    handler({ keyCode: 13 });
    expect(seen).toEqual([13]);
  });

  it('are asked for in every file of the window that handles keys', () => {
    const files = readdirSync(inRoot('renderer'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const handling = files.filter((name) => {
      const text = readFileSync(join(inRoot('renderer'), name), 'utf8');
      return /onKeyDown=|addEventListener\('key/.test(text);
    });
    expect(handling.length).toBeGreaterThan(8);
    const careless = handling.filter((name) => {
      const text = readFileSync(join(inRoot('renderer'), name), 'utf8');
      return !/\b(?:isComposing|whenNotComposing|chordOf)\(/.test(text);
    });
    expect(careless).toEqual([]);
  });
});
