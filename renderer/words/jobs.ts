/** What a job is doing, in Chinese. */
const kinds: Readonly<Record<string, string>> = {
  'notice.read': '读取通报',
  notice: '读取通报',
  'paper.xlsx': '生成工作簿',
  'paper.pdf': '生成PDF',
  xlsx: '生成工作簿',
  'ledger.move': '复制台账',
  sample: '写入示例',
};
const steps: Readonly<Record<string, string>> = {
  open: '打开文件',
  read: '读取',
  parse: '分析层级',
  write: '写入',
  check: '核对',
};

export function wordJob(job: { readonly kind: string; readonly step: string }): string {
  const kind = Object.hasOwn(kinds, job.kind) ? kinds[job.kind] : undefined;
  const step = Object.hasOwn(steps, job.step) ? steps[job.step] : undefined;
  return `${kind ?? '正在处理'}${step === undefined ? '' : `：${step}`}`;
}
