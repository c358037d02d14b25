/** 公文字体: which fonts papers are set in on this PC, and a font file of the clerk's own for each part. */
import { Button } from 'antd';
import type { PaperFontRole } from '../../../shared/papers/fontRoles.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { loadChosenFonts, useChosenFonts } from '../../papers/chosenFonts.ts';
import { roleWords, useFontReport } from '../../papers/fonts.ts';
import type { FontReport } from '../../papers/fonts.ts';
import { useBusy } from '../parts/write.ts';

export function Fonts() {
  const report = useFontReport();
  const { busy, once } = useBusy();

  async function choose(role: PaperFontRole): Promise<void> {
    const answer = await call('paperFont.choose', { role });
    if (!answer.ok) return notifyFailure(answer.error);
    const { font } = answer.value;
    if (font === null) return;
    await loadChosenFonts(true);
    if (useChosenFonts.getState().chosen[role]?.usable === true) {
      notifySuccess(`${roleWords[role]}已改用“${font.name}”`);
      return;
    }
    // A file that can't be drawn with is not kept: nobody would find out why the page looks as before.
    await drop(role);
    notifyFailure({ code: 'font_unusable', detail: { name: font.name } });
  }

  async function drop(role: PaperFontRole): Promise<boolean> {
    const answer = await call('paperFont.drop', { role });
    if (!answer.ok) notifyFailure(answer.error);
    await loadChosenFonts(true);
    return answer.ok;
  }

  return (
    <section className="pane settings-part" aria-label="公文字体">
      <h2>公文字体</h2>
      <p className="settings-hint">
        月报、通知等文书按公文格式使用这些字体。本机没有的，用相近字体代替；有字体文件的，可以在这里选用，程序会留存一份，不必安装。
      </p>
      <table className="plain-table settings-fonts">
        <thead>
          <tr>
            <th scope="col">用在哪里</th>
            <th scope="col">现在使用</th>
            <th scope="col">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {report.map((font) => (
            <tr key={font.role}>
              <td>{roleWords[font.role]}</td>
              <td>
                <Used font={font} />
              </td>
              <td className="settings-font-buttons">
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={`为${roleWords[font.role]}选择字体文件`}
                  onClick={() => void once(() => choose(font.role))}
                >
                  选择字体文件…
                </Button>
                {font.file === null ? null : (
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={`${roleWords[font.role]}不再用“${font.file}”`}
                    onClick={() =>
                      void once(async () => {
                        if (await drop(font.role)) notifySuccess(`${roleWords[font.role]}已恢复使用本机字体`);
                      })
                    }
                  >
                    恢复
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Used({ font: { used, proper, file } }: { readonly font: FontReport }) {
  const name = used ?? '系统宋体';
  if (file !== null && file !== used) {
    return (
      <span className="settings-lacking">
        字体文件“{file}”不见了或打不开，暂用{name}；请重新选择，或点“恢复”
      </span>
    );
  }
  if (file !== null) return <>选用的字体文件：{file}</>;
  return proper ? <>{name}</> : <span className="settings-lacking">缺，用{name}代替</span>;
}
