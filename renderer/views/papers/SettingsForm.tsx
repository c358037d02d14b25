/** 公文设置 of the current round: what its papers say of the office itself, and its own first and last sentences. */
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { PaperSettings } from '../../../shared/contract/types.ts';
import {
  checkedPaperSettings,
  letterheadOf,
  usualLetterClosing,
  usualNoticeClosing,
  usualPaperSettings,
  wordedPapers,
} from '../../../shared/papers/settings.ts';
import type { WordedPaper } from '../../../shared/papers/settings.ts';
import { reminderWords } from '../../../shared/words.ts';
import { isComposing } from '../../app/composing.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call, useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { wordFailure } from '../../words/errors.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { TabList } from '../parts/TabList.tsx';
import { useBusy } from '../parts/write.ts';
import './letters.css';

const PANEL = 'paper-settings-wording';

/** In a dialog of its own; `onClose` after saving too. */
export function PaperSettingsForm({ onClose }: { readonly onClose: () => void }) {
  const kept = useCall('paper.settings', {}, { tables: ['paper_settings', 'rounds'] });
  const rounds = useCall('round.list', {}, { tables: ['rounds'] });
  const round = rounds.value?.rounds.find((each) => each.current);
  const [form] = Form.useForm<PaperSettings>();
  const writable = useLedger(canWrite);
  const { busy, once } = useBusy();

  const submit = () => {
    void form
      .validateFields()
      .then((values) => once(() => save(settingsOf(kept.value, values))))
      // What is wrong stands beside the fields.
      .catch(() => undefined);
  };
  async function save(settings: PaperSettings): Promise<void> {
    const done = await call('paper.setSettings', { settings });
    if (!done.ok) {
      notifyFailure(done.error);
      return;
    }
    notifySuccess('公文设置已保存', { title: '撤销', run: () => void runCommand('history.undo') }, 'paper');
    onClose();
  }

  return (
    <Modal
      open
      centered
      width="min(46rem, 94vw)"
      title={round === undefined ? '公文设置' : `公文设置：${round.title}`}
      onCancel={onClose}
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!writable || kept.value === undefined}
            onClick={submit}
          >
            保存
          </Button>
        </>
      }
    >
      {kept.failure !== null ? (
        <FailureNote failure={kept.failure} onRetry={kept.reload} />
      ) : kept.value === undefined ? (
        <Loading />
      ) : (
        <div
          onKeyDown={(event) => {
            if (isComposing(event) || event.key !== 'Enter' || !event.ctrlKey) return;
            event.preventDefault();
            event.stopPropagation();
            submit();
          }}
        >
          <p className="letters-hint">
            只对本轮次的文书有效，新的轮次沿用上一轮。灰色字是不填时的写法；不需要的，留空即可。
          </p>
          <Form<PaperSettings>
            form={form}
            name="paperSettings"
            className="paper-settings"
            labelCol={{ flex: '8.5rem' }}
            colon={false}
            requiredMark={false}
            disabled={!writable}
            initialValues={kept.value}
          >
            <Fields organisation={round?.organisation ?? ''} />
          </Form>
        </div>
      )}
    </Modal>
  );
}

/** What stands in the form, over what is kept; parts that were never shown keep theirs. */
function settingsOf(kept: PaperSettings | undefined, values: Partial<PaperSettings>): PaperSettings {
  const { urgency, wording, ...rest } = values;
  const base = kept ?? usualPaperSettings;
  const own = { ...base.wording };
  for (const paper of wordedPapers) {
    const typed = wording?.[paper];
    if (typed !== undefined) own[paper] = { opening: typed.opening ?? '', closing: typed.closing ?? '' };
  }
  // A choice that was cleared comes as undefined.
  return { ...base, ...rest, urgency: urgency ?? '', wording: own };
}

/** A field's own rule: the shared one, asked with this field alone. */
function checkedBy(field: 'copy' | 'secret' | 'signs') {
  return {
    validator: (_: unknown, value: unknown) => {
      const checked = checkedPaperSettings({ ...usualPaperSettings, [field]: value ?? '' });
      return checked.ok ? Promise.resolve() : Promise.reject(new Error(wordFailure(checked.error).title));
    },
  };
}

function Fields({ organisation }: { readonly organisation: string }) {
  const letterhead = letterheadOf(usualPaperSettings, organisation);
  return (
    <>
      <Form.Item name="letterhead" label="发文机关标志">
        <Input autoFocus maxLength={200} placeholder={letterhead} />
      </Form.Item>
      <Form.Item name="signature" label="署名">
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 3 }}
          maxLength={200}
          placeholder={[organisation, '巡察整改办公室'].filter((part) => part !== '').join(' ')}
        />
      </Form.Item>
      <Form.Item name="recipient" label="月报主送">
        <Input maxLength={200} placeholder="如 集团党委；不填则不写主送" />
      </Form.Item>
      <Form.Item name="publicRecipient" label="整改通报主送">
        <Input maxLength={200} placeholder="如 集团各党支部、各部门、各子公司；不填则不写主送" />
      </Form.Item>
      <Form.Item
        name="signs"
        label="签署栏"
        rules={[
          { required: true, type: 'array', min: 1, message: '至少要有一处签署' },
          { type: 'array', max: 6, message: '最多 6 处签署' },
          checkedBy('signs'),
        ]}
        extra="表格下面签字的地方，依次排列；输入名称后按回车增加一处。"
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',']} />
      </Form.Item>
      <div className="paper-settings-marks">
        <Form.Item name="copy" label="份号" rules={[checkedBy('copy')]}>
          <Input maxLength={6} inputMode="numeric" placeholder="六位数字" />
        </Form.Item>
        <Form.Item name="secret" label="密级和期限" rules={[checkedBy('secret')]}>
          <Input maxLength={40} placeholder="如 秘密★1年" />
        </Form.Item>
        <Form.Item name="urgency" label="紧急程度" normalize={(value: unknown) => value ?? ''}>
          <Select
            options={[
              { value: '', label: '不标' },
              { value: '特急', label: '特急' },
              { value: '加急', label: '加急' },
            ]}
          />
        </Form.Item>
      </div>
      <Wording />
    </>
  );
}

const names: Readonly<Record<WordedPaper, string>> = {
  ...reminderWords,
  progress: '整改进展情况通报',
  summary: '月报',
};

const usualLetterOpening = '对照巡察整改方案，（后接单位的情况）';

/** What stands where the clerk wrote nothing; figures and days are put in by the program. */
const usual: Readonly<Record<WordedPaper, { readonly opening: string; readonly closing: string }>> = {
  reminder: { opening: usualLetterOpening, closing: usualLetterClosing.reminder },
  notice: { opening: usualLetterOpening, closing: usualLetterClosing.notice },
  warning: { opening: usualLetterOpening, closing: usualLetterClosing.warning },
  progress: { opening: '按照巡察工作统一部署，……现将整改进展情况予以公布。', closing: usualNoticeClosing },
  summary: { opening: '不填则直接从数字写起', closing: '不填则不另加' },
};

/** One kind of paper at a time: five pairs of boxes at once can't be looked over. */
function Wording() {
  const [chosen, setChosen] = useState<WordedPaper>('reminder');
  return (
    <section className="paper-settings-wording" aria-label="自拟语句">
      <h3>自拟语句</h3>
      <TabList
        label="哪一种文书"
        tabs={wordedPapers.map((paper) => ({ key: `words-${paper}` as const, label: names[paper] }))}
        shown={`words-${chosen}`}
        panel={PANEL}
        onShow={(key) => setChosen(wordedPapers.find((paper) => key === `words-${paper}`) ?? 'reminder')}
      />
      <div id={PANEL} role="tabpanel" aria-labelledby={`tab-words-${chosen}`}>
        {wordedPapers.map((paper) => (
          <div key={paper} hidden={paper !== chosen}>
            <Form.Item name={['wording', paper, 'opening']} label="开头">
              <Input.TextArea
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={1000}
                placeholder={usual[paper].opening}
              />
            </Form.Item>
            <Form.Item name={['wording', paper, 'closing']} label="结尾">
              <Input.TextArea
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={1000}
                placeholder={usual[paper].closing}
              />
            </Form.Item>
          </div>
        ))}
      </div>
    </section>
  );
}
