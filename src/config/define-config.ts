import type { WrittenConfig } from './written-config.ts'

/** A function that returns the config when it is loaded, for a config that has to read something first. */
export type ConfigFunction = () => WrittenConfig | Promise<WrittenConfig>

/**
 * Gives the config file its type, and returns what it was given. A function, async or not, is called once when the config is loaded;
 * `process.env` then holds the `.env` file too.
 *
 * @example
 * export default defineConfig({
 *   project: 'acme-blog',
 *   sites: { main: { url: 'blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } },
 * })
 */
export function defineConfig(config: WrittenConfig): WrittenConfig
export function defineConfig(config: ConfigFunction): ConfigFunction
export function defineConfig(config: WrittenConfig | ConfigFunction): WrittenConfig | ConfigFunction {
  return config
}
