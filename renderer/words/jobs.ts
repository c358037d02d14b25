/** What a job is doing, in Chinese. */
const kinds: Readonly<Record<string, string>> = {
  'notice.read': '读取通报',
  'summary.xlsx': '生成工作簿',
  'outcomes.xlsx': '导出整改成效',
  'history.turn': '撤销或恢复',
  'history.undo': '撤销',
  'history.redo': '恢复',
  'forms.send': '生成报送表',
  'forms.write': '生成报送表',
  'forms.record': '登记报送表',
  'returns.take': '导入报送表',
  'returns.list': '查看有哪些文件',
  'returns.hash': '核对文件',
  'returns.judge': '读取报送表',
  'returns.excerpt': '读取原表',
  'returns.compare': '重新比对',
  'returns.commit': '确认导入报送表',
  'returns.undoBatch': '撤销导入批次',
  'returns.answer': '生成标注件',
  'answer.write': '生成标注件',
  'ledgerImport.commit': '导入原有台账',
  'ledgerImport.read': '读取台账',
  'checks.list': '核对台账',
  'dashboard.work': '计算看板',
  'ledger.settle': '整理台账文件',
  'ledger.verify': '检查台账',
  'ledger.move': '更换台账存放位置',
  'ledger.copyFiles': '更换台账存放位置',
  'ledger.copy': '更换台账存放位置',
  'evidence.add': '存入佐证材料',
  'evidence.list': '查看有哪些文件',
  'evidence.keep': '存入佐证材料',
  'evidence.copyOut': '取出佐证材料',
  'evidence.export': '写出归档材料',
  'evidence.archive': '写出归档材料',
};
const steps: Readonly<Record<string, string>> = {
  read: '读文件、分析层级',
  write: '写文件',
  list: '查看有哪些文件',
  hash: '核对是否导入过',
  judge: '读取、识别、比对',
  commit: '写入台账',
  record: '登记',
  place: '放到位',
  copy: '复制文件',
  check: '核对文件',
  pack: '装入压缩包',
  verify: '核对台账与操作记录',
  verifyFiles: '核对存档文件',
  switch: '复制台账并换用新位置',
};

export function wordJob(job: { readonly kind: string; readonly step: string }): string {
  const kind = Object.hasOwn(kinds, job.kind) ? kinds[job.kind] : undefined;
  const step = Object.hasOwn(steps, job.step) ? steps[job.step] : undefined;
  return `${kind ?? '正在处理'}${step === undefined ? '' : `：${step}`}`;
}
