export type * from '../publish/site-outcome.ts'
