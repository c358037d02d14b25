/** Tables whose change may add to what an application lacks, or mend it. */
export const missingTables = [
  'issues',
  'measures',
  'measure_events',
  'evidence',
  'closing_events',
  'batches',
  'submissions',
];
