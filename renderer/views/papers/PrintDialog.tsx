/** 打印: on which printer, how many times, on one side or both. The choice is kept for the next time. */
import { Button, Form, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { useCall } from '../../door.ts';
import { printMany } from '../../papers/out.ts';
import type { PrintWish } from '../../papers/out.ts';
import { asText, setPref, usePref } from '../../store/prefs.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { JobBar } from './JobBar.tsx';
import { useManyRun } from './run.ts';

interface PrintDialogProps {
  readonly title: string;
  readonly queries: readonly PaperQuery[];
  /** Null while nobody has counted them. */
  readonly pages: number | null;
  readonly onClose: () => void;
}

const duplexes = [
  { value: 'simplex', label: '单面' },
  { value: 'longEdge', label: '双面，沿长边翻' },
  { value: 'shortEdge', label: '双面，沿短边翻' },
] as const;
type Duplex = PrintWish['duplex'];
const asDuplex = (value: unknown): Duplex | undefined => duplexes.find((each) => each.value === value)?.value;

export function PrintDialog({ title, queries, pages, onClose }: PrintDialogProps) {
  const printers = useCall('paper.printers', {}, { tables: [] });
  const remembered = usePref('print.printer', asText, '');
  const duplex = usePref<Duplex>('print.duplex', asDuplex, 'simplex');
  const [copies, setCopies] = useState(1);
  const { running, job, progress, run } = useManyRun();
  const known = printers.value?.printers ?? [];
  const chosen =
    known.find(({ name }) => name === remembered) ?? known.find(({ standard }) => standard) ?? known[0];

  async function print(): Promise<void> {
    if (chosen === undefined) return;
    const wish = { printer: chosen.name, copies, duplex };
    if (await run((follow) => printMany(queries, wish, follow))) onClose();
  }

  const sheets = pages === null ? null : copies * (duplex === 'simplex' ? pages : Math.ceil(pages / 2));
  return (
    <Modal
      open
      centered
      title="打印"
      mask={{ closable: false }}
      onCancel={() => {
        if (!running) onClose();
      }}
      footer={
        <>
          <JobBar job={job} progress={progress} idle={<Button onClick={onClose}>取消</Button>} />
          <Button
            type="primary"
            autoFocus
            loading={running}
            disabled={chosen === undefined}
            onClick={() => void print()}
          >
            打印
          </Button>
        </>
      }
    >
      {printers.failure !== null ? (
        <FailureNote failure={printers.failure} onRetry={printers.reload} />
      ) : printers.value === undefined ? (
        <Loading>正在查看打印机…</Loading>
      ) : chosen === undefined ? (
        <Empty title="没有可用的打印机">
          <p>请先连接打印机并安装驱动，再点“重新查看”；也可以先存为 PDF。</p>
          <Button onClick={printers.reload}>重新查看</Button>
        </Empty>
      ) : (
        <Form layout="vertical">
          {remembered !== '' && remembered !== chosen.name ? (
            <p className="papers-alert">上次用的打印机“{remembered}”现在找不到，请另选一台。</p>
          ) : null}
          <Form.Item label="打印机" htmlFor="print-printer">
            <Select
              id="print-printer"
              value={chosen.name}
              disabled={running}
              options={known.map(({ name, label, standard }) => ({
                value: name,
                label: standard ? `${label}（系统默认）` : label,
              }))}
              onChange={(value: string) => setPref('print.printer', value)}
            />
          </Form.Item>
          <div className="papers-print-row">
            <Form.Item label="份数" htmlFor="print-copies">
              <InputNumber
                id="print-copies"
                min={1}
                max={99}
                precision={0}
                value={copies}
                disabled={running}
                onChange={(value) => setCopies(value ?? 1)}
              />
            </Form.Item>
            <Form.Item label="单双面" htmlFor="print-duplex">
              <Select
                id="print-duplex"
                value={duplex}
                disabled={running}
                options={[...duplexes]}
                onChange={(value: Duplex) => setPref('print.duplex', value)}
              />
            </Form.Item>
          </div>
          <p>
            {title}
            {pages === null ? '' : `：${pages} 页`}
            {sheets === null ? '' : `，共用纸 ${sheets} 张`}
          </p>
        </Form>
      )}
    </Modal>
  );
}
