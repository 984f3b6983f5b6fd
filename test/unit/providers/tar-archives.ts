/** One member of an archive, honest or not. */
export interface Member {
  readonly name: string;
  readonly content?: Buffer | string;
  /** `0` a file, `1` `2` links, `3` `4` `6` devices, `5` a folder, `x` `g` `L` names. */
  readonly type?: string;
  /** What the header claims, where it lies. */
  readonly claims?: number;
  readonly prefix?: string;
}

const BLOCK = 512;

export function tarOf(members: readonly Member[], { end = 2 }: { end?: number } = {}): Buffer {
  const chunks = members.flatMap((member) => {
    const content = Buffer.from(member.content ?? '');
    return [header(member, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...chunks, Buffer.alloc(end * BLOCK)]);
}

/** A pax record: its own length counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const length = rest + String(rest + String(rest).length).length;
  return `${length} ${key}=${value}\n`;
}

function header({ name, type = '0', claims, prefix }: Member, size: number): Buffer {
  const head = Buffer.alloc(BLOCK);
  head.write(name, 0, 100);
  head.write('0000644\0', 100);
  head.write(`${(claims ?? size).toString(8).padStart(11, '0')}\0`, 124);
  head.write(' '.repeat(8), 148);
  head.write(type, 156);
  head.write('ustar\u000000', 257, 'latin1');
  if (prefix !== undefined) head.write(prefix, 345);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
