/** Parts of an official paper that have a font of their own: 小标宋, 黑体, 楷体, 仿宋. */
export const paperFontRoles = ['title', 'heading', 'subheading', 'body'] as const;
export type PaperFontRole = (typeof paperFontRoles)[number];
