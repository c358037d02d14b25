import type { Kinds } from './kinds.ts';
import { enterField, noFields, settleDemand, type Fields } from './labels.ts';
import { bodyOf, foldedText, type Raw, type RawLabel } from './raw.ts';
import { isWrapperSection } from './sections.ts';
import { cutItems } from './table.ts';
import { namesDeficit, problemLike, splitMeasure, titleEnd, titleOf } from './title.ts';
import type { NoticeKind, NoticeNode, NoticeWarning } from './types.ts';

/** The decided outline as nodes. `reports`: the text after a measure's first sentence tells what was done. */
export interface Built {
  readonly nodes: readonly NoticeNode[];
  readonly warnings: readonly NoticeWarning[];
  /** Text of dropped sections: totals may be stated there. */
  readonly outside: readonly { line: number; text: string }[];
  /** Numbers of dropped sections: they are missing in the tree, not in the text. */
  readonly dropped: readonly string[];
}

export function buildNodes(root: Raw, kinds: Kinds, reports: boolean): Built {
  return new Assembler(kinds, reports, labelsPerMeasure(root, kinds)).build(root);
}

/** Do plans of this document label each measure (not just each issue, behind its last measure)? */
function labelsPerMeasure(root: Raw, kinds: Kinds): boolean {
  let found = false;
  const look = (raw: Raw): void => {
    if (kinds.get(raw) === 'issue') {
      const labelled = raw.children.map((m) => behind(m).length > 0);
      if (labelled.slice(0, -1).some(Boolean)) found = true;
      const own = raw.labels.map((l) => l.field);
      if (raw.children.some((m) => behind(m).some((l) => own.includes(l.field)))) found = true;
    }
    for (const child of raw.children) look(child);
  };
  look(root);
  return found;
}

/** Labels on lines of their own behind a measure (or in what is folded into it). */
function behind(measure: Raw): RawLabel[] {
  return allLabels(measure).filter((l) => !l.own);
}

function allLabels(raw: Raw): RawLabel[] {
  return [...raw.labels, ...raw.children.flatMap(allLabels)];
}

class Assembler {
  private readonly kinds: Kinds;
  private readonly reports: boolean;
  private readonly perMeasure: boolean;
  private readonly warnings: NoticeWarning[] = [];
  private readonly outside: { line: number; text: string }[] = [];
  private readonly dropped: string[] = [];
  private readonly keys = new Map<number, number>();

  constructor(kinds: Kinds, reports: boolean, perMeasure: boolean) {
    this.kinds = kinds;
    this.reports = reports;
    this.perMeasure = perMeasure;
  }

  build(root: Raw): Built {
    const nodes = this.unwrap(this.inner(root.children));
    const { warnings, outside, dropped } = this;
    return { nodes, warnings, outside, dropped };
  }

  /** One heading over all, named like 二、反馈问题整改情况, is no aspect: its children are. */
  private unwrap(nodes: readonly NoticeNode[]): readonly NoticeNode[] {
    const only = nodes[0];
    if (nodes.length !== 1 || only === undefined || only.kind !== 'heading') return nodes;
    if (problemLike(only.text) === 'strong' || namesDeficit(only.title) || !isWrapperSection(only.title))
      return nodes;
    if (!only.children.every((c) => c.kind === 'heading')) return nodes;
    this.warnings.push({
      code: 'wrapper_dropped',
      line: only.line,
      text: `“${only.number}${only.title}”统领全部方面，本身不作为方面。`,
    });
    return only.children;
  }

  private inner(raws: readonly Raw[]): NoticeNode[] {
    const nodes: NoticeNode[] = [];
    for (const raw of raws) {
      const kind = this.kinds.get(raw);
      if (raw.fixed !== null) nodes.push(raw.fixed);
      else if (kind === 'heading') nodes.push(this.heading(raw));
      else if (kind === 'issue') nodes.push(this.issue(raw));
      else if (kind === 'dropped') this.drop(raw);
      else if (kind === 'orphan')
        this.warnings.push({
          code: 'orphan_item',
          line: raw.line,
          text: `“${raw.number}${short(bodyOf(raw))}”不在任何问题之下，未读入。`,
        });
    }
    return nodes;
  }

  private drop(raw: Raw): void {
    this.outside.push({ line: raw.line, text: foldedText(raw) });
    this.dropped.push(raw.number);
    this.warnings.push({
      code: 'section_dropped',
      line: raw.line,
      text: `“${raw.number}${short(titleOf(bodyOf(raw)))}”一节没有问题，未读入。`,
    });
  }

  private heading(raw: Raw): NoticeNode {
    const key = this.key(raw);
    const text = bodyOf(raw);
    return this.node(raw, 'heading', key, titleOf(text), text, raw.labels, this.inner(raw.children));
  }

  private issue(raw: Raw): NoticeNode {
    const key = this.key(raw);
    const text = bodyOf(raw);
    const children: NoticeNode[] = [];
    const labels = [...raw.labels];
    const last = raw.children[raw.children.length - 1];
    raw.children.forEach((m) => {
      const rows = allLabels(m);
      const up = m === last && !this.perMeasure && raw.children.length > 1;
      const alone = m === last && !this.perMeasure && raw.children.length === 1;
      const hoisted = rows.filter((l) => (up && !l.own) || (alone && !l.own && l.field !== 'progress'));
      labels.push(...hoisted);
      children.push(
        this.measure(
          m,
          rows.filter((l) => !hoisted.includes(l)),
        ),
      );
    });
    if (raw.children.length === 0) {
      const whole = this.unmarked(raw, text);
      if (whole !== null) children.push(whole);
      else
        this.warnings.push({
          code: 'issue_without_measures',
          line: raw.line,
          text: `“${short(titleOf(text))}”之下没有读到整改措施。`,
        });
    }
    this.assignProgress(raw, labels, children);
    return this.node(raw, 'issue', key, titleOf(text), text, labels, children);
  }

  /** Progress told for the issue as a whole goes to its measures when it comes in as many items as there are measures. */
  private assignProgress(raw: Raw, labels: readonly RawLabel[], children: NoticeNode[]): void {
    const told = labels.filter((l) => l.field === 'progress').map((l) => l.value);
    if (told.length === 0 || children.length === 0) return;
    const text = told.join('\n').trim();
    const items = children.length === 1 ? [{ text }] : cutItems(text);
    if (items.length === children.length) {
      children.forEach((child, i) => {
        const progress = items[i]?.text ?? '';
        children[i] = { ...child, progress: progress === '' ? null : progress };
      });
      return;
    }
    const first = children[0];
    if (first !== undefined) children[0] = { ...first, progress: text };
    this.warnings.push({
      code: 'progress_unassigned',
      line: raw.line,
      text: `“${short(titleOf(bodyOf(raw)))}”有${children.length}条措施，整改进展分不清属于哪一条，已记在第一条。`,
    });
  }

  /** An issue told in one paragraph without markers: what stands behind its title is one measure. */
  private unmarked(raw: Raw, text: string): NoticeNode | null {
    const body = text
      .slice(titleEnd(text))
      .trim()
      .replace(/^[，,：:；;。\s]{1,8}/, '');
    if (body.length < 6) return null;
    this.warnings.push({
      code: 'unmarked_measure',
      line: raw.line,
      text: `“${short(titleOf(text))}”之下的措施没有序号，正文作为一条措施读入。`,
    });
    const { title, rest } = splitMeasure(body);
    const progress = this.reports ? rest || body : null;
    const count = this.count(raw.line);
    return {
      ...this.node(raw, 'measure', `n${raw.line}.${count}`, title, body, [], []),
      number: '',
      progress,
    };
  }

  private measure(raw: Raw, labels: readonly RawLabel[]): NoticeNode {
    const key = this.key(raw);
    const text = foldedText(raw);
    const { title, rest } = splitMeasure(text);
    const told = labels
      .filter((l) => l.field === 'progress')
      .map((l) => l.value)
      .join('\n')
      .trim();
    const progress = told !== '' ? told : this.reports && text !== '' ? rest || text : null;
    return { ...this.node(raw, 'measure', key, title, text, labels, []), progress };
  }

  private node(
    raw: Raw,
    kind: NoticeKind,
    key: string,
    title: string,
    text: string,
    labels: readonly RawLabel[],
    children: NoticeNode[],
  ): NoticeNode {
    const { fields, kept } = entered(labels);
    return {
      key,
      kind,
      number: raw.number,
      title,
      line: raw.line,
      text: [text, ...kept].filter((part) => part !== '').join('\n'),
      progress: null,
      ...settleDemand(fields),
      leftOut: false,
      children,
    };
  }

  private key(raw: Raw): string {
    return `n${raw.line}.${this.count(raw.line)}`;
  }

  private count(line: number): number {
    const count = (this.keys.get(line) ?? 0) + 1;
    this.keys.set(line, count);
    return count;
  }
}

/** Labels as fields; `kept`: those that were not understood, as they are printed. */
function entered(labels: readonly RawLabel[]): { fields: Fields; kept: string[] } {
  const fields = noFields();
  const kept: string[] = [];
  for (const label of labels) {
    if (!enterField(fields, label.field, label.value)) kept.push(`${label.word}：${label.value}`);
  }
  return { fields, kept };
}

/** At most 24 characters, for warnings. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const chars = [...line.slice(0, 60)];
  return chars.length > 24 ? `${chars.slice(0, 24).join('')}…` : line;
}
