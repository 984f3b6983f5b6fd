const block = 512;

export interface TarEntry {
  /** At most 100 ASCII characters. */
  readonly name: string;
  readonly content: Buffer;
}

/** A POSIX (ustar) archive of ordinary files. */
export function tarArchive(entries: readonly TarEntry[]): Buffer {
  const chunks = entries.flatMap(({ name, content }) => [
    header(name, content.length),
    content,
    Buffer.alloc((block - (content.length % block)) % block),
  ]);
  return Buffer.concat([...chunks, Buffer.alloc(2 * block)]);
}

function header(name: string, size: number): Buffer {
  const head = Buffer.alloc(block);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  head.write(name, 0, 100, 'ascii');
  head.write(octal(0o644, 7), 100);
  head.write(octal(0, 7), 108);
  head.write(octal(0, 7), 116);
  head.write(octal(size, 11), 124);
  head.write(octal(0, 11), 136);
  head.fill(' ', 148, 156); // the checksum counts itself as blanks
  head.write('0', 156);
  head.write('ustar\u000000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
