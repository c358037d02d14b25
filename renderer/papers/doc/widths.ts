/** How wide a text is in characters: Latin letters, digits and signs are about half as wide as Chinese characters. */
export function widthInEm(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u0020-\u00ff]/.test(sign) ? 0.52 : 1), 0);
}
