import type { filesZh } from './files-zh.ts'

/** Photos and scans that are attached to a signature. */
export const filesEn: typeof filesZh = {
  most: (most, picturesOnly) =>
    `${picturesOnly ? 'Pictures' : 'Pictures or PDF'}, ${most === 1 ? 'one' : `${most} at most`}, up to 8 MB each`,
  kept: 'Uploaded, goes with this signature (untick what is not wanted)',
  tooLarge: 'A file has more than 8 MB; choose a smaller one. Nothing else is lost.',
  digest: 'digest',
  stays: 'kept at the unit',
  erased: 'erased; the record stays',
  picture: 'picture',
  document: 'PDF',
}
