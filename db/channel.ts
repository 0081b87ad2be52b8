/** On PostgreSQL every commit of entries is announced here by its last seq, without saying what it holds. */
export const CHANNEL = 'fangxian'
