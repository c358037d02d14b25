/** The tree, the checklist, one node's detail; headings and issues edited. */
import {
  addHeadingByHand,
  addIssueByHand,
  currentRoundId,
  editHeading,
  editIssues,
  findMeasures,
  headingDetail,
  issueDetail,
  measureDetail,
  measureRows,
  outline,
  removeNode,
  roundIdOr,
  wholeTree,
} from '../../db/index.ts';
import type { treeCalls } from '../../shared/contract/tree.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { makingStep, reading, step } from './steps.ts';

export type TreeNames = Extract<
  keyof typeof treeCalls,
  `${'tree' | 'checklist' | 'issue' | 'heading' | 'node'}.${string}` | 'measure.get'
>;

export const treeHandlers: Family<TreeNames, Context> = {
  'tree.all': ({ roundId }, context) => {
    const { db, today, settings } = reading(context);
    // A ledger without rounds has an empty tree; a round asked for by name must be there.
    if (roundId === undefined && currentRoundId(db) === null) return { nodes: [] };
    return { nodes: wholeTree(db, roundIdOr(db, roundId), today, settings) };
  },
  'tree.outline': ({ issues }, context) => {
    const { db, ledger, today, settings } = reading(context);
    const round = currentRoundId(db);
    return {
      revision: ledger.revision(),
      nodes: round === null ? [] : outline(db, round, today, settings, issues),
    };
  },
  'checklist.find': (query, context) => {
    const { db, ledger, today, settings } = reading(context);
    return { revision: ledger.revision(), ...findMeasures(db, query, today, settings) };
  },
  'checklist.rows': ({ ids }, context) => {
    const { db, ledger, today, settings } = reading(context);
    return { revision: ledger.revision(), rows: measureRows(db, ids, today, settings) };
  },
  'measure.get': ({ id }, context) => {
    const { db, today, settings } = reading(context);
    return measureDetail(db, id, today, settings);
  },
  'issue.get': ({ id }, context) => {
    const { db, today, settings } = reading(context);
    return issueDetail(db, id, today, settings);
  },
  'heading.get': ({ id }, context) => {
    const { db, today, settings } = reading(context);
    return headingDetail(db, id, today, settings);
  },

  'issue.add': ({ headingId, patch }, context) =>
    makingStep(context, 'issue.add', { title: patch.title }, (db) => addIssueByHand(db, headingId, patch)),
  'issue.edit': ({ ids, patch }, context) =>
    step(context, 'issue.edit', { count: ids.length, fields: Object.keys(patch) }, (db) =>
      editIssues(db, ids, patch),
    ),
  'heading.add': ({ parentId, number, title }, context) =>
    makingStep(context, 'heading.add', { title }, (db) => addHeadingByHand(db, parentId, number, title)),
  'heading.edit': ({ id, patch }, context) =>
    step(context, 'heading.edit', { title: patch.title }, (db) => editHeading(db, id, patch)),
  'node.remove': ({ kind, id }, context) =>
    step(context, 'node.remove', { kind }, (db) => removeNode(db, kind, id)),
};
