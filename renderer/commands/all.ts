/** Every command that stands from the start; further ones come and go with their screens. */
import { closingCommands } from '../views/closing/commands.ts';
import { checklistCommands } from '../views/ledger/checklistMenu.ts';
import { treeCommands } from '../views/ledger/treeCommands.ts';
import { returnsCommands } from '../views/returns/commands.ts';
import { planCommands } from '../views/plan/commands.ts';
import { papersCommands } from '../views/papers/commands.ts';
import { summaryCommands } from '../views/summary/commands.ts';
import type { Command } from './registry.ts';
import { windowCommands } from './window.ts';

export const allCommands: readonly Command[] = [
  ...windowCommands,
  ...checklistCommands,
  ...treeCommands,
  ...planCommands,
  ...papersCommands,
  ...summaryCommands,
  ...returnsCommands,
  ...closingCommands,
];
