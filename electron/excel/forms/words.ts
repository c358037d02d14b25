/** What the workbook says to whoever fills it in: hints at the cells, faults, and the guide. */
import { measureStates } from '../../../shared/lists.ts';
import { assistingFields, fieldWords, kindOf } from '../../../shared/returns/fields.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { measureStateWords } from '../../../shared/words.ts';

const stateWords = measureStates.map((state) => measureStateWords[state]);
const assistingWords = assistingFields.map((field) => `“${fieldWords[field]}”`).join('、');

/** Titles at most 32 characters, hints at most 255, faults at most 224: bounds of the format. */
export interface CellWords {
  readonly prompt: string;
  readonly example: string;
  readonly rule: null | {
    readonly type: 'list' | 'whole' | 'decimal' | 'date';
    readonly operator?: 'between' | 'greaterThanOrEqual';
    readonly first: string;
    readonly second?: string;
    readonly style: 'stop' | 'warning';
    readonly error: string;
  };
}

const MAX_PEOPLE = 100_000;
const MAX_YUAN = 9_999_999_999_999;
/** 1 January 2000, as the format counts days. */
const DAY_2000 = 36_526;

const texts: Readonly<Partial<Record<AnswerField, readonly [prompt: string, example: string]>>> = {
  progress: [
    '写本月做了什么、取得什么结果，不必重抄以前各月的内容。本月没有新进展的，留空。',
    '8月12日召开专题会议，修订采购管理办法并印发；已对3家供应商完成复核。',
  ],
  evidence: [
    '每份材料写一行，写明名称和文号；格内换行按 Alt+Enter。',
    '会议纪要〔2024〕15号\n供应商复核报告（2024年8月）',
  ],
  regulationsNew: [
    '每项制度写一行，写明名称和文号，如：《××办法》（×发〔2024〕5号）。',
    '《采购管理办法》（财发〔2024〕5号）',
  ],
  regulationsRevised: [
    '每项制度写一行，写明名称和文号，如：《××办法》（×发〔2024〕5号）。',
    '《合同管理实施细则》（财发〔2024〕6号）',
  ],
  delayReason: [
    '已超过整改期限仍未完成的，写明原因；未超期的不填。',
    '土地权属证明尚在办理，主管部门预计10月发证。',
  ],
  nextStep: ['未完成的，写明下一步做什么、何时做完。', '9月底前完成复核，10月15日前报送结果。'],
  extensionReason: ['申请延期的，写明理由；延期以批准为准。', '需待审计结论，预计11月底前可办结。'],
  remark: ['其他需要说明的情况；对灰色格内容有不同意见的，也写在这里。', '责任人已调整为李××。'],
};

/** What is said about an answer's cell. */
export function wordsOf(field: AnswerField): CellWords {
  if (field === 'state')
    return {
      prompt: `从下拉列表中选择：${stateWords.join('、')}。选“${measureStateWords.done}”的，请同时填写完成日期和佐证材料。`,
      example: measureStateWords.done,
      rule: {
        type: 'list',
        first: `"${stateWords.join(',')}"`,
        style: 'stop',
        error: `整改状态只能从下拉列表中选择：${stateWords.join('、')}。`,
      },
    };
  if (field === 'doneOn')
    return {
      prompt: '已完成的填写实际完成日期，如 2024-8-30，不得晚于今天；未完成的不填。',
      example: '2024-8-30',
      rule: {
        type: 'date',
        operator: 'between',
        first: String(DAY_2000),
        second: 'TODAY()',
        style: 'warning',
        error: '完成日期应为不晚于今天的日期，格式如 2024-8-30。',
      },
    };
  if (field === 'extensionTo')
    return {
      prompt: '需要延期的，填写申请延至的日期，如 2024-12-31，并在右侧写明理由；不申请的不填。',
      example: '2024-12-31',
      rule: {
        type: 'date',
        operator: 'greaterThanOrEqual',
        first: 'TODAY()',
        style: 'warning',
        error: '申请延期至应为今天以后的日期，格式如 2024-12-31。',
      },
    };
  const kind = kindOf(field);
  if (kind === 'people')
    return {
      prompt: '只填本月新增的人次，填整数，如 2；没有的不填。',
      example: '2',
      rule: {
        type: 'whole',
        operator: 'between',
        first: '0',
        second: String(MAX_PEOPLE),
        style: 'stop',
        error: '请只填整数人次（0 或正整数），不带“人”字；没有的不填。',
      },
    };
  if (kind === 'money')
    return {
      prompt: '只填本月新增的金额，以元为单位，如 165800.50，不带“元”“万元”；没有的不填。',
      example: '165800.50',
      rule: {
        type: 'decimal',
        operator: 'between',
        first: '0',
        second: String(MAX_YUAN),
        style: 'stop',
        error: '请只填以元为单位的数字，不带“元”“万元”等字；没有的不填。',
      },
    };
  const [prompt, example] = texts[field] ?? ['', ''];
  return { prompt, example, rule: null };
}

/** Said at the cells that an assisting unit doesn't fill. */
export const notYours = {
  title: '由责任单位填报',
  prompt: `本单位配合此项整改，此格由责任单位填报。本单位只填${assistingWords}四栏中的浅黄色格。`,
};

export const legend = '浅黄色格由填报单位填写，灰色格已锁定；填写要求见《填报说明》。';

/** The guide: headings, paragraphs, and between them the table of columns. */
export const guide = {
  title: '填报说明',
  before: [
    ['一、填什么', ''],
    ['1.', '请在《报送表》中填报，只填浅黄色的格；灰色的格已锁定，不必改动。'],
    ['2.', '每行是一条整改措施。“责任类型”为“责任”的，由本单位逐栏填报。'],
    ['3.', `“责任类型”为“配合”的，本单位只填${assistingWords}四栏；其余各栏为灰色，由责任单位填报。`],
    ['4.', '浅黄色格中已有的内容，是台账上已登记的情况：没有变化的不必动，有变化的直接改。'],
    ['5.', '整改状态选“已完成”后，完成日期、佐证材料清单如为空，格子会变成橙色，请补齐。'],
    ['二、各栏怎么填', ''],
  ],
  after: [
    ['三、没有内容的怎么办', ''],
    ['1.', '某一栏没有内容的，留空即可，不必填“无”“/”“0”。留空表示没有新情况，不会删去以前已登记的内容。'],
    ['2.', '整行本月没有新情况的，整行不必动。'],
    ['四、需要注意', ''],
    ['1.', '请不要插入、删除行和列，不要改动隐藏的列和表头；可以调整行高、列宽，可以筛选。'],
    ['2.', '台账上没有的整改措施，或者对灰色格的内容有不同意见的，写在相近一行的“备注”栏。'],
    ['3.', '表格加了保护但没有设密码；确需解除时，点“审阅”—“撤销工作表保护”即可，不会提示输入密码。'],
    ['五、怎么报回', ''],
    ['1.', '填好后直接保存，格式保持 .xlsx，文件名不必改。用 WPS 表格、Excel 均可。'],
    ['2.', '在报送截止日期前，把本文件原样报回巡察整改办公室，请勿只报打印件、扫描件或截图。'],
    ['3.', '需要盖章的，打印《报送表》（A4 横向，已设好每页表头），由填报人、审核人、单位负责人签字并盖章。'],
  ],
} as const;
