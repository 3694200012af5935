/** Lists and objects in one another: no key that Ghost or another publisher knows needs more than four. */
export const MAX_DEPTH = 50
