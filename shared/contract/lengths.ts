/** Lengths that a form tells before the door refuses them. */

/** Characters of a part's wording in the monthly summary: a page or two at most. */
export const NARRATIVE_LENGTH = 4000;
