/**
 * The text of a file: UTF-8 with or without a byte order mark, or GBK, which is what spreadsheets in China write.
 * Null if it is neither. GB 18030 contains GBK.
 */
export function decodeText(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch (error) {
      // Not in this encoding: the next one is tried.
      if (!(error instanceof TypeError)) throw error
    }
  }
  return null
}
