/** What stands in a box to sign until somebody signs. */
export const SIGN_HERE = '（签章）';
export const DAY_HERE = '　　年　　月　　日';
