/** One part of a multipart body. The content is a view on the body, not a copy. */
export interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly content: Buffer;
}

const lineBreak = Buffer.from('\r\n');
const endOfHead = Buffer.from('\r\n\r\n');

/** The parts of a `multipart/form-data` body; undefined when the bytes do not follow the format. */
export function parseMultipart(contentType: string, body: Buffer): Part[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const headEnd = body.indexOf(endOfHead, start);
    const next = headEnd < 0 ? -1 : body.indexOf(Buffer.concat([lineBreak, delimiter]), headEnd);
    if (next < 0) return undefined;
    const part = readPart(body.toString('utf8', start, headEnd), body.subarray(headEnd + endOfHead.length, next));
    if (part === undefined) return undefined;
    parts.push(part);
    at = next + lineBreak.length;
  }
  return undefined;
}

function readPart(head: string, content: Buffer): Part | undefined {
  const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  const fileName = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
  const mediaType = /^content-type:\s*([^\s;]+)/im.exec(head)?.[1];
  return { name, fileName, mediaType: mediaType?.toLowerCase(), content };
}
