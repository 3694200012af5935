import path from 'node:path'

/** Relative to the folder of the config. */
export const BACKUP_FOLDER = path.join('.ghost-sync', 'backups')
