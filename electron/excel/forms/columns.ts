/** The columns of the own workbook: the known ones, the hidden row ids among them, and the answers. */
import {
  answerFields,
  fieldWords,
  kindOf,
  knownFields,
  recoveryFields,
  recoveryGroup,
  sanctionFields,
  sanctionGroup,
} from '../../../shared/returns/fields.ts';
import type { AnswerField, FieldKind, KnownField } from '../../../shared/returns/fields.ts';

export type FormColumn =
  | { readonly as: 'rowId'; readonly heading: string; readonly width: number }
  | { readonly as: 'known'; readonly field: KnownField; readonly heading: string; readonly width: number }
  | {
      readonly as: 'answer';
      readonly field: AnswerField;
      readonly kind: FieldKind;
      readonly heading: string;
      /** Heading over this one and its neighbours of the same group. */
      readonly group: string | null;
      readonly width: number;
    };

const knownWidths: Readonly<Record<KnownField, number>> = {
  number: 7,
  issueTitle: 18,
  title: 30,
  role: 6,
  demand: 9.5,
  deadline: 12,
  lead: 9.5,
  assignee: 9.5,
  presentState: 9.5,
  lastProgress: 30,
};

const answerWidths: Readonly<Partial<Record<AnswerField, number>>> = {
  state: 10,
  progress: 38,
  doneOn: 12,
  evidence: 24,
  regulationsNew: 22,
  regulationsRevised: 22,
  delayReason: 22,
  nextStep: 24,
  extensionTo: 12,
  extensionReason: 20,
  remark: 16,
};

function groupOf(field: AnswerField): string | null {
  if ((sanctionFields as readonly string[]).includes(field)) return sanctionGroup;
  return (recoveryFields as readonly string[]).includes(field) ? recoveryGroup : null;
}

function known(field: KnownField): FormColumn {
  return { as: 'known', field, heading: fieldWords[field], width: knownWidths[field] };
}

function answer(field: AnswerField): FormColumn {
  const kind = kindOf(field);
  const width = answerWidths[field] ?? (kind === 'people' ? 5 : 12.5);
  return { as: 'answer', field, kind, heading: fieldWords[field], group: groupOf(field), width };
}

/** Columns that stay in sight and are repeated on every page: up to the measure's text. */
const kept = knownFields.slice(0, knownFields.indexOf('title') + 1);

/**
 * In their order. The ids stand inside the table: whoever marks it to sort it can't leave them behind. They stand
 * beside the columns that stay in sight, not among them: programs don't agree on how to count a hidden one there.
 */
export const formColumns: readonly FormColumn[] = [
  ...kept.map(known),
  { as: 'rowId', heading: '行标识（勿改）', width: 12 },
  ...knownFields.slice(kept.length).map(known),
  ...answerFields.map(answer),
];

export const keptColumns = kept.length;

/** From 0; the column must exist. */
export function columnOf(field: AnswerField | KnownField): number {
  return formColumns.findIndex((column) => column.as !== 'rowId' && column.field === field);
}
