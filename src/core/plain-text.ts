/**
 * A free text as it may be stored: NFC, trimmed, line ends unified. Null if it is ill-formed or holds characters that
 * change how a record reads: control characters, bidirectional overrides, zero-width characters. Rare ideographs, the
 * middle dot of names, Mongolian and Uyghur are ordinary text.
 */
export function plainText(raw: string): string | null {
  const text = raw.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  return text.isWellFormed() && !FORBIDDEN.test(text.replaceAll('\n', '')) ? text : null
}

// ZWNJ and ZWJ (200C, 200D) shape Mongolian and Uyghur words, so they stay; a lone ZWSP or BOM only hides things.
const FORBIDDEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u
