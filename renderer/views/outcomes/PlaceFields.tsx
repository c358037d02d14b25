/** Issue, measure and unit of an outcome: found by words or pinyin initials. A measure brings its issue and unit along. */
import { Form, Select } from 'antd';
import type { FormInstance } from 'antd';
import { wholeChecklist } from '../../../shared/contract/blank.ts';
import { useCall } from '../../door.ts';
import { searchIssues, useIssueChoices } from '../parts/issueChoices.ts';
import type { IssueChoice as Choice } from '../parts/issueChoices.ts';
import type { Draft } from './fields.ts';

export function PlaceFields({ form }: { readonly form: FormInstance<Draft> }) {
  const issueId = Form.useWatch('issueId', form) ?? null;
  const issues = useIssueChoices();
  const measures = useMeasures(issueId);
  const units = useCall('unit.list', {}, { tables: ['units', 'unit_names'] });
  const unitId = Form.useWatch('unitId', form) ?? null;
  const unitChoices = (units.value?.units ?? [])
    .filter((unit) => unit.mergedInto === null || unit.id === unitId)
    .map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <>
      <Form.Item name="issueId" label="对应问题">
        <Select<number, Choice>
          allowClear
          placeholder="输入问题中的字或拼音首字母"
          showSearch={searchIssues}
          options={issues}
          onChange={() => form.setFieldsValue({ measureId: null })}
          // A cleared choice comes as undefined; the ledger wants a plain "none".
          onClear={() => form.setFieldsValue({ issueId: null })}
        />
      </Form.Item>
      <Form.Item
        name="measureId"
        label="对应措施"
        extra={issueId === null ? '先选问题，再选它的措施；可以不选' : ''}
      >
        <Select<number, Choice>
          allowClear
          disabled={issueId === null}
          placeholder={issueId === null ? '' : '可以不选'}
          showSearch={searchIssues}
          options={measures.map(({ id, number, title }) => ({ value: id, label: `${number}${title}` }))}
          onClear={() => form.setFieldsValue({ measureId: null })}
          onChange={(id: number | undefined) => {
            const unit = measures.find((measure) => measure.id === id)?.unit;
            if (unit != null && form.getFieldValue('unitId') == null)
              form.setFieldsValue({ unitId: unit.id });
          }}
        />
      </Form.Item>
      <Form.Item name="unitId" label="责任单位">
        <Select<number, Choice>
          allowClear
          placeholder="输入名称或拼音首字母"
          showSearch={searchIssues}
          options={unitChoices}
          onClear={() => form.setFieldsValue({ unitId: null })}
        />
      </Form.Item>
    </>
  );
}

/** Measures of an issue, in their order; withdrawn ones are not offered. */
function useMeasures(issueId: number | null) {
  const found = useCall(
    'checklist.find',
    issueId === null ? null : { ...wholeChecklist, scope: { issue: issueId } },
    { tables: ['measures'] },
  );
  const ids = found.value === undefined ? [] : [...found.value.ids].slice(0, 1000);
  const rows = useCall('checklist.rows', ids.length === 0 ? null : { ids }, { tables: ['measures'] });
  return ids.length === 0 ? [] : (rows.value?.rows ?? []);
}
