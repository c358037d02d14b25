/** Tables whose change may show among outcomes. */
export const outcomeTables = [
  ...['regulations', 'sanctions', 'recoveries', 'clues', 'outcome_pairs'],
  ...['issues', 'measures', 'headings', 'units', 'unit_names', 'rounds'],
];
