/** The closing chain of a round as its own office names it: which steps there are, and who holds an issue at each. */
import { closingSteps } from './lists.ts';
import type { ClosingStep } from './lists.ts';
import { closingStepWords } from './words.ts';

export interface StepSetting {
  readonly step: ClosingStep;
  readonly name: string;
  /** Who holds an issue that waits for this step; '' when nobody was named. */
  readonly holder: string;
}

/** What is kept beside the list of steps: only what differs from the usual words. */
export type StepWords = Readonly<
  Partial<Record<ClosingStep, { readonly name?: string; readonly holder?: string }>>
>;

/** Who usually takes a step. */
const usualHolders: Readonly<Record<ClosingStep, string>> = {
  applied: '责任单位',
  reviewed: '整改办',
  verified: '纪检监察机构',
  closed: '党委',
};

/** A round's (or a cycle's) steps with their names and holders. */
export function stepSettings(steps: readonly ClosingStep[], words: StepWords): StepSetting[] {
  return steps.map((step) => ({
    step,
    name: words[step]?.name ?? closingStepWords[step],
    holder: words[step]?.holder ?? usualHolders[step],
  }));
}

/** The inverse: the list, and the words to keep. */
export function keptSteps(settings: readonly StepSetting[]): { steps: ClosingStep[]; words: StepWords } {
  const words: Partial<Record<ClosingStep, { name?: string; holder?: string }>> = {};
  for (const { step, name, holder } of settings) {
    const own = {
      ...(name === closingStepWords[step] ? {} : { name }),
      ...(holder === usualHolders[step] ? {} : { holder }),
    };
    if (Object.keys(own).length > 0) words[step] = own;
  }
  return { steps: closingSteps.filter((step) => settings.some((each) => each.step === step)), words };
}
