/** 印发: released editions of the monthly summary. */
export { composeRelease, previewRelease, refuseRelease } from './compose.ts';
export { releaseContent, releasedRows } from './content.ts';
export { countedReleases } from './counted.ts';
export { recordRelease } from './record.ts';
export { keptRelease, listReleases, releaseFileName, releaseOfId } from './rows.ts';
