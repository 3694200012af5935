import type { OptionPath } from './option-problem.ts'

/** `['sites', 0, 'og-image']` as one would write it in code: `sites[0]["og-image"]`. */
export function formatOptionPath(path: OptionPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}
