/** Names under which other computers have the fonts the standard asks for: Word takes them where the first is missing. */
const ALTERNATIVES = [
  ['方正小标宋简体', '华文中宋', 'script'],
  ['黑体', 'SimHei', 'modern'],
  ['楷体_GB2312', '楷体', 'modern'],
  ['仿宋_GB2312', '仿宋', 'modern'],
  ['宋体', 'SimSun', 'auto'],
] as const;

export function fontTable(): string {
  const fonts = ALTERNATIVES.map(
    ([name, other, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${family}"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
