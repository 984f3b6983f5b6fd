import { jsonOf, readFile, readSaid, readSaidOrNothing } from './answer-body';
import { readArchive, readMedium } from './file-answer';
import { fileMediaType } from './file-type';
import { heardIn, type Arriving, type Heard, type Reader } from './heard';

const MOST_JSON_BYTES = 5 * 1024 * 1024;

/** Reads an answer as its row tells. Throws `UnusableAnswer` for one that is not of the row's kind. */
export async function readAnswer(reader: Reader, arriving: Arriving): Promise<Heard> {
  switch (reader.row.answer) {
    case 'json':
      return heardIn(reader, await readSaid(arriving.body, MOST_JSON_BYTES), jsonOf);
    case 'ignored':
      return heardIn(reader, await readSaidOrNothing(arriving.body, MOST_JSON_BYTES), () => undefined);
    case 'binary': {
      const mediaType = fileMediaType(arriving.contentType);
      return { answer: await reader.keep(readFile(arriving.body, reader.maxBytes), mediaType) };
    }
    case 'media':
      return readMedium(reader, arriving);
    case 'archive':
      return readArchive(reader, arriving);
  }
}
