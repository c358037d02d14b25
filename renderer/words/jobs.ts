/** What a job is doing, in Chinese. */
const kinds: Readonly<Record<string, string>> = {
  'notice.read': '读取通报',
  'summary.xlsx': '生成工作簿',
};
const steps: Readonly<Record<string, string>> = {
  read: '读文件、分析层级',
  write: '写文件',
};

export function wordJob(job: { readonly kind: string; readonly step: string }): string {
  const kind = Object.hasOwn(kinds, job.kind) ? kinds[job.kind] : undefined;
  const step = Object.hasOwn(steps, job.step) ? steps[job.step] : undefined;
  return `${kind ?? '正在处理'}${step === undefined ? '' : `：${step}`}`;
}
