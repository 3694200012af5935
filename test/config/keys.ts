/** Keys in the shape of Ghost's, which open nothing. */
export const ADMIN_KEY = `${'0123456789abcdef'.repeat(2).slice(0, 24)}:${'fedcba9876543210'.repeat(4)}`
export const CONTENT_KEY = '0123456789abcdef0123456789'
