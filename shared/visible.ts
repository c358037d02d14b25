/** Control characters, marks that turn the reading direction, what can't be seen; the joiner within emoji is none. */
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A name from outside as it may be shown: what would hide in it, or turn it round, stands there as a sign. */
export const visibleName = (name: string): string => name.replace(HIDDEN, '\ufffd');
