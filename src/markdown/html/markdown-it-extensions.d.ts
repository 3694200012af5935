/** These packages have no types of their own. */
declare module 'markdown-it-footnote' {
  const extension: import('markdown-it').PluginSimple
  export = extension
}
declare module 'markdown-it-lazy-headers' {
  const extension: import('markdown-it').PluginSimple
  export = extension
}
declare module 'markdown-it-mark' {
  const extension: import('markdown-it').PluginSimple
  export = extension
}
declare module 'markdown-it-sub' {
  const extension: import('markdown-it').PluginSimple
  export = extension
}
declare module 'markdown-it-sup' {
  const extension: import('markdown-it').PluginSimple
  export = extension
}
