import type { Program } from './program.ts';
export function runDemoWhenAsked(_: Program): void {}
