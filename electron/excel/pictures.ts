/**
 * Pictures in a written workbook. The streaming writer knows none, so their parts are laid into the finished file: all
 * other parts stay packed as they are.
 */
import { readFile } from 'node:fs/promises';
import { zipFiles } from './forms/zip.ts';
import type { ZipEntry } from './forms/zip.ts';
import type { PicturePlan, SheetPlan } from './plan.ts';
import { headerLength, openZip, ZIP_HEADER } from './read/zip.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPES = '[Content_Types].xml';
/** English metric units in a pixel. */
const EMU = 9525;
/** Left between the cell's edge and the picture, in pixels. */
const INDENT = 6;

/** Lays the plans' pictures into the workbook written from them; one without pictures is left alone. */
export async function withPictures(sheets: readonly SheetPlan[], file: string): Promise<void> {
  if (!sheets.some((plan) => (plan.pictures ?? []).length > 0)) return;
  const original = new Uint8Array(await readFile(file));
  const { entries, unpack } = openZip(original);
  const parts = new Map(entries.map((one) => [one.name, one]));
  const text = (name: string): string => {
    const part = parts.get(name);
    return part === undefined ? '' : new TextDecoder().decode(unpack(part));
  };
  const changed = new Map<string, string>();
  const added: ZipEntry[] = [];
  let types = text(TYPES);
  let count = 0;
  sheets.forEach((plan, index) => {
    const pictures = plan.pictures ?? [];
    if (pictures.length === 0) return;
    const n = index + 1;
    const part = `xl/worksheets/sheet${n}.xml`;
    const relations = `xl/worksheets/_rels/sheet${n}.xml.rels`;
    const files = pictures.map(({ png }) => {
      count += 1;
      added.push({ name: `xl/media/picture${count}.png`, bytes: png });
      return `picture${count}.png`;
    });
    changed.set(part, withDrawing(text(part)));
    const related = relation('drawing', 'rIdPictures', `../drawings/drawing${n}.xml`);
    changed.set(
      relations,
      parts.has(relations)
        ? text(relations).replace('</Relationships>', `${related}</Relationships>`)
        : relationsOf([related]),
    );
    const targets = files.map((name, i) => relation('image', `rId${i + 1}`, `../media/${name}`));
    added.push(
      entry(`xl/drawings/drawing${n}.xml`, drawing(pictures)),
      entry(`xl/drawings/_rels/drawing${n}.xml.rels`, relationsOf(targets)),
    );
    types = types.replace(
      '</Types>',
      `<Override PartName="/xl/drawings/drawing${n}.xml" ContentType="${DRAWING_TYPE}"/></Types>`,
    );
  });
  if (!/<Default Extension="png"/i.test(types))
    types = types.replace(/(<Types[^>]*>)/, '$1<Default Extension="png" ContentType="image/png"/>');
  changed.set(TYPES, types);
  const kept = entries.map((one): ZipEntry => {
    const now = changed.get(one.name);
    changed.delete(one.name);
    if (now !== undefined) return entry(one.name, now);
    const from = one.at + headerLength(original.subarray(one.at, one.at + ZIP_HEADER));
    return { ...one, packed: original.subarray(from, from + one.packed) };
  });
  const more = [...changed].map(([name, content]) => entry(name, content));
  await zipFiles([...kept, ...more, ...added], file);
}

function entry(name: string, content: string): ZipEntry {
  return { name, bytes: new TextEncoder().encode(content) };
}

/** The element stands behind page set-up and breaks, before what the writer never makes. */
function withDrawing(sheet: string): string {
  const marked = sheet.includes(`xmlns:r="${OFFICE}"`) ? 'r:id' : `xmlns:r="${OFFICE}" r:id`;
  return sheet.replace('</worksheet>', `<drawing ${marked}="rIdPictures"/></worksheet>`);
}

function relation(kind: string, id: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
}

function relationsOf(relations: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${relations.join('')}</Relationships>`;
}

function drawing(pictures: readonly PicturePlan[]): string {
  const anchors = pictures.map(({ row, column, width, height }, i) =>
    [
      '<xdr:oneCellAnchor>',
      `<xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${INDENT * EMU}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${INDENT * EMU}</xdr:rowOff></xdr:from>`,
      `<xdr:ext cx="${Math.round(width * EMU)}" cy="${Math.round(height * EMU)}"/>`,
      `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${i + 2}" name="Picture ${i + 1}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>`,
      `<xdr:blipFill><a:blip xmlns:r="${OFFICE}" r:embed="rId${i + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`,
      '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>',
      '</xdr:oneCellAnchor>',
    ].join(''),
  );
  return `${HEAD}<xdr:wsDr xmlns:xdr="${DRAWING}" xmlns:a="${MAIN}">${anchors.join('')}</xdr:wsDr>`;
}
