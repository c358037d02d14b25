/**
 * Chinese input methods: while a composition runs, Enter, Esc, arrows and letters belong to the input method.
 * Every key handler of the window asks here first.
 */
interface KeyLike {
  readonly isComposing?: boolean;
  readonly keyCode?: number;
  readonly nativeEvent?: { readonly isComposing?: boolean; readonly keyCode?: number };
}

/** The key code that browsers report for a key which an input method has taken. */
const TAKEN = 229;

/** True when the key is the input method's: the program must not act on it. Takes DOM and React events. */
export function isComposing(event: KeyLike): boolean {
  const native = event.nativeEvent ?? event;
  return native.isComposing === true || native.keyCode === TAKEN;
}

/** Wraps a key handler so that it never sees a key of the input method. */
export function whenNotComposing<E extends KeyLike>(handler: (event: E) => void): (event: E) => void {
  return (event) => {
    if (!isComposing(event)) handler(event);
  };
}
