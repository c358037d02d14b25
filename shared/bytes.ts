/** 812 B, 24 KB, 3.5 MB, 10.0 GB: in steps of 1024, as the file managers of clerks count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  let value = bytes / 1024;
  for (const unit of ['KB', 'MB', 'GB']) {
    if (value < 999.5)
      return `${value < 9.95 && unit !== 'KB' ? value.toFixed(1) : Math.round(value)} ${unit}`;
    value /= 1024;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} TB`;
}
