import { UnusableAnswer, type Bytes } from './answer-body';
import { BlockReader } from './block-reader';
import { BLOCK, isEndBlock, longName, nameFromPax, readHeader, type TarHeader } from './tar-header';

/** A file of an archive. Its content must be read before the next one is asked for, or it is skipped. */
export interface TarMember {
  /** A label: safe to show, and never to be used as a path. */
  readonly name: string;
  readonly size: number;
  readonly content: Bytes;
}

export interface TarLimits {
  /** Of one archive, folders and the headers of long names included. */
  readonly members: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

// Of a vendor's archive nothing longer is a name.
const MOST_NAME_BYTES = 4096;

/**
 * The files of a tar archive as they arrive. Whatever an honest archive of evidence has no need of is refused as a whole: links, devices,
 * absolute names, `..`, more or larger files than the limits allow, and an end that comes too early. Empty files are left out.
 */
export async function* tarMembers(archive: Bytes, limits: TarLimits): AsyncGenerator<TarMember, void, undefined> {
  const reader = new BlockReader(archive);
  try {
    yield* membersIn(reader, limits);
  } finally {
    await reader.close();
  }
}

async function* membersIn(reader: BlockReader, limits: TarLimits): AsyncGenerator<TarMember, void, undefined> {
  let named: string | undefined;
  let members = 0;
  let bytes = 0;
  for (;;) {
    const block = await reader.exactly(BLOCK);
    if (isEndBlock(block)) return reader.drain();
    const header = readHeader(block);
    members += 1;
    if (members > limits.members) throw new UnusableAnswer(`its archive has more than ${limits.members} members`, true);
    if (header.kind === 'name') {
      named = (await nameIn(reader, header)) ?? named;
      continue;
    }
    bytes += header.size;
    if (bytes > limits.bytes) throw new UnusableAnswer(`its archive unpacks to more than ${limits.bytes} bytes`, true);
    const name = label(named ?? header.name);
    named = undefined;
    if (header.kind === 'file' && header.size > 0) {
      const content = reader.part(header.size);
      yield { name, size: header.size, content };
      for await (const skipped of content) void skipped;
    }
    await reader.exactly(padding(header.size));
  }
}

/** Names longer than a header has room for come in a member of their own, before the file they are for. */
async function nameIn(reader: BlockReader, { size, type }: TarHeader): Promise<string | undefined> {
  if (size > MOST_NAME_BYTES) throw new UnusableAnswer('its archive has an oversized header', true);
  const content = await reader.exactly(size);
  await reader.exactly(padding(size));
  return type === 'L' ? longName(content) : type === 'x' ? nameFromPax(content) : undefined;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function label(name: string): string {
  const path = name.replace(/^(?:\.\/)+/, '');
  const hostile = /^[/\\]|^[A-Za-z]:|\p{Cc}/u.test(path) || path.split(/[/\\]/).includes('..');
  if (hostile) throw new UnusableAnswer('its archive has a member with a hostile name', true);
  return path.slice(0, 255);
}
