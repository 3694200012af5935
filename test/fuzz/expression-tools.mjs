export { parseSync } from 'oxc-parser'
export { check } from 'recheck'
