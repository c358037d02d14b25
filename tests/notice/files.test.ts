import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeFileLimit } from '../../electron/notice/file.ts';
import { packageLimits } from '../../electron/notice/package.ts';
import { readNotice, readNoticeFile } from '../../electron/notice/read.ts';
import { parseNotice } from '../../shared/notice/parse.ts';
import { noticeErrorCodes } from '../../shared/notice/types.ts';

const fixture = readFileSync(new URL('../fixtures/notice/12-one-level-above.txt', import.meta.url));
const text = fixture.toString('utf8');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'notice-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
async function codeOf(path: string, limit?: number): Promise<string> {
  const result = await readNoticeFile(path, limit === undefined ? {} : { limit });
  const code = result.ok ? 'ok' : result.error.code;
  if (code !== 'ok') expect(noticeErrorCodes).toContain(code);
  return code;
}
const docx = async (...paragraphs: string[]): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({ sections: [{ children: paragraphs.map((line) => new Paragraph({ text: line })) }] }),
    ),
  );

describe('encodings', () => {
  const plain = parseNotice(text);
  if (!plain.ok) throw new Error(plain.error.code);

  test.each([
    ['UTF-8', fixture],
    ['UTF-8 with mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), fixture])],
    ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['GBK', iconv.encode(text, 'gbk')],
  ])('%s', async (name, bytes) => {
    const result = await readNoticeFile(put(`${name}.txt`, bytes));
    if (!result.ok) throw new Error(result.error.code);
    const { sha256, name: file, bytes: size, ...reading } = result.value;
    expect(reading).toEqual(plain.value);
    expect(file).toBe(`${name}.txt`);
    expect(size).toBe(bytes.length);
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('rare characters of GB18030 (four bytes) and of UTF-8', async () => {
    const rare = text.replace('窗口服务态度生硬', '𠮷㐂䶮等窗口服务态度生硬');
    for (const bytes of [Buffer.from(rare), iconv.encode(rare, 'gb18030')]) {
      const result = readNotice(bytes, 'a.txt');
      expect(result.ok && result.value.nodes[0]?.children[1]?.title).toBe('𠮷㐂䶮等窗口服务态度生硬');
    }
  });

  test('a few broken bytes are read and flagged at their line, not taken for another encoding', () => {
    const at = fixture.indexOf('培训3批');
    const broken = Buffer.concat([fixture.subarray(0, at + 2), fixture.subarray(at + 3)]);
    const result = readNotice(broken, 'a.txt');
    if (!result.ok) throw new Error(result.error.code);
    const line = text.slice(0, text.indexOf('培训3批')).split('\n').length;
    expect(result.value.warnings.filter((w) => w.code === 'lost_characters').map((w) => w.line)).toEqual([
      line,
    ]);
    expect(result.value.counted).toEqual(plain.value.counted);
  });
});

describe('what is no text and no .docx is refused by what it is', () => {
  const ole = (...streams: string[]): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      ...streams.map((s) => Buffer.from(s, 'utf16le')),
      Buffer.alloc(600),
    ]);
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const random = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff));

  test.each<[string, string, Uint8Array]>([
    ['old Word', 'notice_is_doc', ole('Root Entry', 'WordDocument')],
    ['old Word under a new name', 'notice_is_doc', ole('WordDocument')],
    ['under a password', 'notice_is_encrypted', ole('EncryptionInfo', 'EncryptedPackage')],
    ['old Excel', 'notice_is_workbook', ole('Workbook')],
    ['old PowerPoint', 'notice_is_slides', ole('PowerPoint Document')],
    ['pdf', 'notice_is_pdf', Buffer.from('%PDF-1.7\n…')],
    ['png', 'notice_is_image', png],
    ['jpeg', 'notice_is_image', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['rtf', 'notice_is_rtf', Buffer.from('{\\rtf1\\ansi 整改}')],
    ['rar', 'notice_is_archive', Buffer.from('526172211a0700', 'hex')],
    ['zip of something', 'notice_is_archive', zipSync({ '通报.txt': fixture })],
    [
      'odt',
      'notice_is_other_document',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
    ],
    ['ofd', 'notice_is_other_document', zipSync({ 'OFD.xml': strToU8('<OFD/>') })],
    [
      'pptx',
      'notice_is_slides',
      zipSync({ '[Content_Types].xml': strToU8('<T/>'), 'ppt/presentation.xml': strToU8('<p/>') }),
    ],
    ['web page', 'notice_is_web_page', Buffer.from('\n<!DOCTYPE html><html><body>整改</body></html>')],
    ['sqlite', 'notice_is_binary', Buffer.from('SQLite format 3\0')],
    ['program', 'notice_is_binary', Buffer.from('4d5a90000300', 'hex')],
    ['random bytes', 'notice_is_binary', random],
    ['zeros', 'notice_is_binary', Buffer.alloc(5000)],
    [
      'bytes of no encoding',
      'notice_unknown_encoding',
      Buffer.concat([iconv.encode('巡察整改', 'gbk'), Buffer.from([0xff, 0xff, 0x80])]),
    ],
    ['blanks', 'notice_empty', Buffer.from(' \r\n\t\n')],
    ['prose', 'not_a_notice', Buffer.from('今天下午三点在二楼开会。')],
  ])('%s', async (name, code, bytes) => {
    expect(await codeOf(put(`${name}.docx`, bytes))).toBe(code);
    expect(await codeOf(put(`${name}.txt`, bytes))).toBe(code);
  });

  test('a .wps is called one', async () => {
    expect(await codeOf(put('a.wps', ole('WordDocument')))).toBe('notice_is_wps');
  });

  test('a workbook as it is really written', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('台账').addRow(['问题', '整改措施']);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await codeOf(put('台账.xlsx', bytes))).toBe('notice_is_workbook');
    expect(await codeOf(put('台账.docx', bytes))).toBe('notice_is_workbook');
  });
});

describe('.docx files that are broken or hostile', () => {
  test('cut off at any place: refused, never thrown', async () => {
    const whole = await docx(...text.split('\n'));
    expect(readNotice(whole, 'a.docx').ok).toBe(true);
    for (let i = 1; i < 40; i++) {
      const result = readNotice(whole.slice(0, Math.floor((whole.length * i) / 40)), 'a.docx');
      expect(result.ok).toBe(false);
      if (!result.ok) expect(['notice_damaged', 'notice_is_archive']).toContain(result.error.code);
    }
  });

  test('bytes turned over: read or refused, never thrown', async () => {
    const whole = await docx(...text.split('\n'));
    const codes = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const bytes = whole.slice();
      const at = (i * 7907) % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 + (i % 255));
      const result = readNotice(bytes, 'a.docx');
      codes.add(result.ok ? 'ok' : result.error.code);
    }
    expect(['ok', ...noticeErrorCodes]).toEqual(expect.arrayContaining([...codes]));
  });

  test.each([
    [
      'no document in it',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/styles.xml': strToU8('<a/>') }),
    ],
    ['not well formed', zipSync({ 'word/document.xml': strToU8('<w:document><w:body><w:p></w:body>') })],
    [
      'a document type',
      zipSync({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
    ],
    ['nested without end', zipSync({ 'word/document.xml': strToU8('<a>'.repeat(100_000)) })],
    ['empty', zipSync({ 'word/document.xml': new Uint8Array() })],
  ])('%s', (_name, bytes) => {
    expect(readNotice(bytes, 'a.docx')).toMatchObject({ ok: false, error: { code: 'notice_damaged' } });
  });

  test('a bomb is refused by what it would unpack to', () => {
    const huge = new Uint8Array(packageLimits.part + 1);
    const bytes = zipSync({ 'word/document.xml': huge });
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(readNotice(bytes, 'a.docx')).toMatchObject({ ok: false, error: { code: 'notice_too_large' } });
  });

  test('too many parts', () => {
    const parts = Object.fromEntries(
      Array.from({ length: packageLimits.entries }, (_, i) => [`word/m${i}`, new Uint8Array()]),
    );
    const bytes = zipSync({ 'word/document.xml': strToU8('<a/>'), ...parts });
    expect(readNotice(bytes, 'a.docx')).toMatchObject({ ok: false, error: { code: 'notice_too_large' } });
  });

  test('a document without text', async () => {
    expect(readNotice(await docx(''), 'a.docx')).toMatchObject({
      ok: false,
      error: { code: 'notice_empty' },
    });
  });
});

describe('files that cannot be read', () => {
  test('empty', async () => {
    expect(await codeOf(put('empty.txt', ''))).toBe('notice_empty');
  });

  test('1 GB: refused by its size', async () => {
    const path = put('huge.txt', '巡察整改');
    truncateSync(path, 1024 ** 3);
    const before = process.memoryUsage().arrayBuffers;
    const result = await readNoticeFile(path);
    expect(result).toEqual({
      ok: false,
      error: { code: 'notice_too_large', detail: { bytes: 1024 ** 3, limit: noticeFileLimit } },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  test('larger than the bound that is asked', async () => {
    const path = put('small.txt', fixture);
    expect(await codeOf(path, fixture.length)).toBe('ok');
    expect(await codeOf(path, fixture.length - 1)).toBe('notice_too_large');
  });

  test('one item as long as a book is refused, not let through to where it breaks', () => {
    const long = `关于整改情况的通报\n一、党建方面\n1.关于“甲”问题\n一是${'很长'.repeat(500_001)}。\n`;
    expect(readNotice(Buffer.from(long), 'a.txt')).toEqual({
      ok: false,
      error: { code: 'notice_too_large', detail: { line: 4 } },
    });
  });

  test('vanished, a folder, a path through a file, a circle of links', async () => {
    expect(await codeOf(join(folder, 'no such file.txt'))).toBe('notice_not_found');
    expect(await codeOf(join(put('file.txt', fixture), 'inside.txt'))).toBe('notice_not_found');
    const inside = join(folder, 'folder.docx');
    mkdirSync(inside);
    expect(await codeOf(inside)).toBe('notice_is_folder');
    symlinkSync('b.link', join(folder, 'a.link'));
    symlinkSync('a.link', join(folder, 'b.link'));
    expect(await codeOf(join(folder, 'a.link'))).toBe('notice_unreadable');
  });

  test('a pipe is not waited for', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await codeOf(pipe)).toBe('notice_not_a_file');
  });

  test('a file of the system that says it is empty is taken at its word', async () => {
    expect(await codeOf('/proc/self/mem')).toBe('notice_empty');
  });
});
