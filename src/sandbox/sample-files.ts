import { createCipheriv, createHash } from 'node:crypto';

// The smallest pictures that a viewer still shows: one pixel each.
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const jpeg =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////' +
  '////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';

const smallest: Readonly<Record<string, () => Buffer>> = {
  'image/png': () => Buffer.from(png, 'base64'),
  'image/jpeg': () => Buffer.from(jpeg, 'base64'),
  'application/pdf': () => samplePdf('Synthetic document'),
  'video/mp4': () => Buffer.from('00000014667479706d703432000000006d703432', 'hex'),
  'video/quicktime': () => Buffer.from('000000146674797071742020000000007174' + '2020', 'hex'),
  'video/webm': () => Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
};

/**
 * A synthetic file that is what its media type says, differs for every `marker` and is always the same for the same one. `size` bytes, or
 * as small as it gets. Throws for a media type that providers do not take.
 */
export function sampleFile(mediaType: string, marker: string, size = 0): Buffer {
  const make = smallest[mediaType];
  if (!make) throw new Error(`There is no sample of ${mediaType}. Known: ${Object.keys(smallest).join(', ')}.`);
  const file = make();
  const key = createHash('sha256').update(marker).digest();
  // Viewers ignore what follows the end of an image.
  const filler = Buffer.alloc(Math.max(16, size - file.length));
  return Buffer.concat([file, createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16)).update(filler)]);
}

/** A valid PDF of one page with one line of text. */
export function samplePdf(text: string): Buffer {
  const line = text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&');
  const stream = `BT /F1 12 Tf 72 720 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}
