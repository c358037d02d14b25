/** Small forms in a dialog: any code opens one, `kit/FormDialog` (fetched when first needed) shows it. */
import { create } from 'zustand';
import type { Failure } from '../../shared/result.ts';

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly required?: boolean | undefined;
  readonly hint?: string | undefined;
}
export type FormField =
  | (FieldBase & {
      readonly kind: 'text' | 'area' | 'person' | 'unit' | 'month';
      readonly placeholder?: string;
      /** What was written there before, to choose from (of a text). */
      readonly earlier?: readonly string[];
    })
  | (FieldBase & {
      /** A deadline in words: what is understood of it is said at once. */
      readonly kind: 'deadline';
      readonly placeholder?: string;
      /** A whole day is asked for: an extension is a decision. */
      readonly definite?: boolean;
      /** Beside what was understood: how it stands to the deadlines there are. */
      readonly about?: (date: string) => string;
    })
  | (FieldBase & { readonly kind: 'day'; readonly max?: string | undefined })
  | (FieldBase & {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    });

/** Values by field name; persons and units as their id in digits, '' for none. */
export type FormValues = Readonly<Record<string, string>>;

export interface FormSpec {
  readonly title: string;
  /** What the clerk should know before; shown above the fields. */
  readonly note?: string;
  readonly fields: readonly FormField[];
  /** Text of the button that does it. */
  readonly action?: string;
  readonly danger?: boolean;
  /** Does it; a refusal is shown in the dialog, which then stays open with what was typed. */
  readonly submit: (values: FormValues) => Promise<Failure | null>;
}

export const useForm = create<{ readonly form: FormSpec | null }>(() => ({ form: null }));

export function openForm(form: FormSpec): void {
  useForm.setState({ form });
}
export function closeForm(): void {
  useForm.setState({ form: null });
}

/** Asks before something that loses or removes; does it when the clerk agrees. */
export function openConfirm(
  title: string,
  note: string,
  action: string,
  submit: () => Promise<Failure | null>,
): void {
  openForm({ title, note, action, danger: true, fields: [], submit });
}
