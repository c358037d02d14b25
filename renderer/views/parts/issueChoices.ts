/** The round's issues to choose from, each with its place in the tree. */
import { useMemo } from 'react';
import { useOutline } from '../../store/outline.ts';
import { matches } from '../people/find.ts';

export interface IssueChoice {
  readonly value: number;
  readonly label: string;
}

/** Found by words, or by pinyin initials or syllables. */
export const searchIssues = {
  filterOption: (typed: string, option?: IssueChoice) => matches([option?.label ?? ''], typed),
};

export function useIssueChoices(): IssueChoice[] {
  const nodes = useOutline((store) => store.nodes);
  return useMemo(() => {
    const way = new Map<number, string>();
    const choices: IssueChoice[] = [];
    for (const node of nodes) {
      const above = node.parent === null ? '' : (way.get(node.parent) ?? '');
      const place = above + node.number.trim().replace(/[、.．。，,:：\s]+$/u, '');
      if (node.kind === 'heading') way.set(node.id, place);
      else choices.push({ value: node.id, label: `${place}　${node.title}` });
    }
    return choices;
  }, [nodes]);
}
