/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string;
  /** Plain fields go without. */
  readonly mediaType?: string;
  readonly fileName?: string;
  readonly content: Uint8Array;
}

/**
 * The whole body as one buffer, so that what is signed is what is sent: a form object of an HTTP client would choose its boundary after
 * signing. Names are ours and plain, so nothing in them needs escaping.
 */
export function multipartBody(parts: readonly Part[], boundary: string): Buffer {
  const chunks = parts.flatMap(({ name, mediaType, fileName, content }) => [
    Buffer.from(
      `--${boundary}\r\n` +
        `Content-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n` +
        `${mediaType === undefined ? '' : `Content-Type: ${mediaType}\r\n`}\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
}
