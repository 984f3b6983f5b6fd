/** What the first bytes say a file is; undefined for anything that providers do not take. */
export function sniffMediaType(bytes: Buffer): string | undefined {
  const hex = bytes.toString('hex', 0, 12);
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('255044462d')) return 'application/pdf';
  if (hex.startsWith('1a45dfa3')) return 'video/webm';
  if (bytes.toString('latin1', 4, 8) === 'ftyp') {
    return bytes.toString('latin1', 8, 10) === 'qt' ? 'video/quicktime' : 'video/mp4';
  }
  return undefined;
}
