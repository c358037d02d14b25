/** One numbered change of the schema. Statements run in order inside one transaction with user_version. */
export interface Migration {
  readonly version: number;
  readonly up: readonly string[];
  /** Tables whose rows are written to the change log from this version on (all that are, not only new ones). */
  readonly logged: readonly string[];
}
