/** Stylesheets that components bring along. */
declare module '*.css';
