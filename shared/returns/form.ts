/** What a unit's workbook holds, before any library is loaded: written by electron/excel, recorded by db/returns. */
import type { Day } from '../day.ts';
import type { Month } from '../month.ts';
import type { AnswerField, Role } from './fields.ts';
import type { Values } from './types.ts';

export interface FormRow {
  readonly measure: number;
  readonly role: Role;
  /** Known columns as printed; answers that are on record already, canonical. This is A of the comparison. */
  readonly values: Values;
  /** Answers that this unit may give here; all others are locked. */
  readonly open: readonly AnswerField[];
}

export interface FormContent {
  readonly unit: { readonly id: number; readonly name: string };
  readonly month: Month;
  readonly dueOn: Day;
  readonly organisation: string;
  readonly round: string;
  /** In the order of the tree; rows of one issue stand together. */
  readonly rows: readonly FormRow[];
}

/** What makes a written workbook known again. */
export interface FormIdentity {
  readonly ledgerId: string;
  readonly form: number;
  readonly template: number;
}
