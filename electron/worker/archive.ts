/** 归档目录: evidence written out into numbered folders, or packed, with its list. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveLines, currentRoundId, type ReadDb } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import { Refusal } from '../../shared/result.ts';
import { copyOut, hashOfKept, requireRoom } from '../evidence/copyOut.ts';
import { planArchive } from '../evidence/archivePlan.ts';
import type { ArchivePlace } from '../evidence/archivePlan.ts';
import { ARCHIVE_LIST, archiveSheet } from '../excel/archiveSheets.ts';
import type { ArchiveHead, ArchiveRow } from '../excel/archiveSheets.ts';
import { writeRefusal } from '../files/atomic.ts';
import type { Archived, WriteArchivePayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';
import { reader } from './ledger.ts';

/** How a file stood when it was to be copied. */
type Standing = 'whole' | 'missing' | 'altered';

/** @throws Refusal `archive_empty`, `target_too_deep`, `disk_full`, `zip_too_large`, `original_unreadable` … */
export async function archiveBody(payload: WriteArchivePayload, voice: JobVoice): Promise<Archived> {
  const { ledger, issue, as, temporary, base } = payload;
  const db = reader(ledger);
  const round = currentRoundId(db);
  if (round === null) throw new Refusal('round_missing');
  const lines = archiveLines(db, issue === null ? { round } : { issue });
  if (lines.length === 0) throw new Refusal('archive_empty');
  const places = planArchive(lines, base);
  await requireRoom(
    temporary,
    lines.reduce((sum, line) => sum + (line.bytes ?? 0), 0),
  );
  try {
    const standings = await writeFiles(payload, places, voice);
    const { writeWorkbook } = await import('../excel/writeSheets.ts');
    const rows = places.map((place, index) => rowOf(place, standings[index] ?? null));
    const list = join(temporary, ARCHIVE_LIST);
    await writeWorkbook([archiveSheet(headOf(db, ledger.today, issue, places), rows)], list);
    await voice.pause();
    if (as === 'zip') await pack(payload, places, standings, voice);
    const count = (standing: Standing): number => standings.filter((each) => each === standing).length;
    const [missing, altered] = [count('missing'), count('altered')];
    return { files: count('whole') + altered, missing, altered };
  } catch (error) {
    throw writeRefusal(error, temporary) ?? error;
  }
}

/** Copies the files; those of an archive that is packed are only read, to know how they stand. */
async function writeFiles(
  { ledger, as, temporary }: WriteArchivePayload,
  places: readonly ArchivePlace[],
  voice: JobVoice,
): Promise<(Standing | null)[]> {
  const store = storeOf(ledger.file);
  const total = places.reduce((sum, { line }) => sum + (line.bytes ?? 0), 0);
  const standings: (Standing | null)[] = [];
  let done = 0;
  for (const { line, folder, name } of places) {
    if (name === null || line.sha256 === null) {
      standings.push(null);
      continue;
    }
    const begun = done;
    const between = async (bytes: number): Promise<void> => {
      voice.progress(as === 'zip' ? 'check' : 'copy', Math.min(total, begun + bytes), total);
      await voice.pause();
    };
    const kept = store.path(line.sha256);
    let sha256: string | null;
    if (as === 'zip') sha256 = await hashOfKept(kept, name, between);
    else {
      await mkdir(join(temporary, folder), { recursive: true });
      sha256 = await copyOut(kept, join(temporary, folder, name), between);
    }
    standings.push(sha256 === null ? 'missing' : sha256 === line.sha256 ? 'whole' : 'altered');
    done += line.bytes ?? 0;
  }
  return standings;
}

async function pack(
  { ledger, temporary }: WriteArchivePayload,
  places: readonly ArchivePlace[],
  standings: readonly (Standing | null)[],
  voice: JobVoice,
): Promise<void> {
  const store = storeOf(ledger.file);
  const { zipFiles } = await import('../excel/forms/zip.ts');
  const total = places.reduce((sum, { line }) => sum + (line.bytes ?? 0), 0);
  function* entries() {
    yield { name: ARCHIVE_LIST, path: join(temporary, ARCHIVE_LIST) };
    let done = 0;
    for (const [index, { line, folder, name }] of places.entries()) {
      const there = standings[index] === 'whole' || standings[index] === 'altered';
      voice.progress('pack', done, total);
      if (there && name !== null && line.sha256 !== null)
        yield { name: `${folder}/${name}`, path: store.path(line.sha256) };
      done += line.bytes ?? 0;
    }
  }
  await zipFiles(entries(), join(temporary, 'all.zip'));
}

const NOTES: Readonly<Record<Standing, string>> = {
  whole: '',
  missing: '文件缺失：台账中找不到这份文件',
  altered: '文件已被改动，与存入时不一致',
};

function rowOf({ line, folder, name }: ArchivePlace, standing: Standing | null): ArchiveRow {
  const note =
    standing !== null
      ? NOTES[standing]
      : line.noEvidenceReason !== ''
        ? `无佐证材料：${line.noEvidenceReason}`
        : '仅登记文号，无文件';
  return {
    aspect: line.aspect,
    issue: line.issue,
    measure: line.measure,
    title: line.title,
    reference: line.reference,
    fileName: name ?? '',
    bytes: line.bytes,
    sha256: line.sha256 ?? '',
    addedOn: line.addedOn,
    place: name === null || standing === 'missing' ? '' : folder,
    note,
  };
}

function headOf(db: ReadDb, on: string, issue: number | null, places: readonly ArchivePlace[]): ArchiveHead {
  const round = db.get<{ organisation: string; title: string }>(
    issue === null
      ? 'SELECT organisation, title FROM rounds WHERE current = 1'
      : 'SELECT r.organisation, r.title FROM rounds r JOIN issues i ON i.round_id = r.id WHERE i.id = ?',
    ...(issue === null ? [] : [issue]),
  );
  return {
    organisation: round?.organisation ?? '',
    round: round?.title ?? '',
    issue: issue === null ? '' : (places[0]?.line.issue ?? ''),
    on,
  };
}
