/** Writes a pattern of Hugo or Jekyll with our placeholders; undefined where it has one that we lack. */
export function translatePermalink(pattern: string): string | undefined {
  const path = pattern
    .replace(/:(?:slugorfilename|slugorcontentbasename|slug|title)\b/g, '{slug}')
    .replace(/:(?:filename|contentbasename|name)\b/g, '{name}')
    .replace(/:(section|categories|year|month|day)\b/g, '{$1}')
    .replace(/:sections\b/g, '{section}')
    .replace(/:output_ext\b/g, '')
  const parts = path.match(/\{\w+\}/g) ?? []
  if (/:\w/.test(path) || new Set(parts).size < parts.length || !/\{(?:slug|name|path)\}/.test(path)) return undefined
  return `/${path.replace(/^\/+/, '')}`
}
