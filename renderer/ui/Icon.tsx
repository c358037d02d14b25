/** Line icons, drawn here so that the first paint needs no icon font. */
const paths = {
  ledger: 'M4 4h16v16H4zM4 9h16M9 9v11',
  returns: 'M4 13l3-8h10l3 8v7H4zM4 13h5l1.500 3h3l1.500-3h5',
  summary: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h7',
  closing: 'M4 4h16v16H4zM8 12l3 3 5-6',
  plan: 'M4 5h9M8 10h10M6 15h8M10 20h10',
  outcomes: 'M12 3l2.700 5.500 6 .900-4.300 4.200 1 6L12 16.800 6.600 19.600l1-6L3.300 9.400l6-.900z',
  checks:
    'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L21 21M8 10.500l2 2 3.500-4',
  dashboard: 'M4 20V11h4v9M10 20V4h4v16M16 20v-6h4v6M3 20h18',
  papers: 'M7 8V3h10v5M5 8h14a2 2 0 0 1 2 2v6h-4v5H7v-5H3v-6a2 2 0 0 1 2-2zM7 13h10',
  rounds: 'M3 12h18M6 9v6M12 9v6M18 9v6',
  people:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M16 6a3 3 0 0 1 0 5M17 14c2.5.5 4 2.500 4 6',
  history: 'M4 12a8 8 0 1 0 2.500-5.800M4 4v4h4M12 8v4l3 2',
  settings: 'M4 7h9M17 7h3M13 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M4 17h3M11 17h9M7 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  import: 'M12 3v12M7 10l5 5 5-5M4 20h16',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 21 21',
  command: 'M4 6h16v12H4zM8 10l2 2-2 2M12 14h4',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  plus: 'M12 5v14M5 12h14',
  columns: 'M4 5h16v14H4zM9.500 5v14M15 5v14',
  tree: 'M5 4v14h5M5 9h5M12 7h8v4h-8zM12 16h8v4h-8z',
  detail: 'M4 5h16v14H4zM14 5v14',
  help: 'M9 9a3 3 0 1 1 4 2.800c-.8.4-1 1-1 2.200M12 17.500v.5M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  filter: 'M4 5h16l-6 8v6l-4-2v-4z',
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
