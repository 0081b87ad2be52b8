/** Photos and scans that are attached to a signature (附件). */
export const filesZh = {
  /** What may be chosen, under the question. */
  most: (most: number, picturesOnly: boolean) =>
    `${picturesOnly ? '照片' : '照片或 PDF'}，${most === 1 ? '1 个' : `最多 ${most} 个`}，每个不超过 8 MB`,
  kept: '已上传，随本次签字提交（不要的取消勾选）',
  tooLarge: '所选文件超过 8 MB，请压缩后再选。其他内容未丢失。',
  digest: '摘要',
  stays: '原件留存本单位',
  erased: '文件已清除，记录保留',
  picture: '照片',
  document: 'PDF 文件',
}
