/*
 * The part of a backend that starts onboardings and learns how they ended.
 *
 *   node lib/examples/existing-worker.js             in a terminal of its own: see there
 *   node lib/examples/backend-service.js user-42 front.jpg back.jpg selfie.jpg
 *
 * Without files the applicant is sent to the provider's pages. Documents are put where the worker finds them: KYC_DOCUMENTS_URL has
 * to be the same for both.
 */
import { createReadStream } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { failureTypeOf, KycClient } from 'temporal-kyc';
import type { ApplicantDocument, DocumentSide } from 'temporal-kyc';

async function main(subjectId: string, files: readonly string[]): Promise<void> {
  const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS ?? 'localhost:7233' });
  try {
    // Without the plugin among the client's, the configuration comes from KYC_* variables. A codec of yours must be given to both.
    const kyc = new KycClient({ client: new Client({ connection }) });
    if (files.length === 0) await sendToProvider(kyc, subjectId);
    else await handIn(kyc, subjectId, files);

    const { outcome, decidedBy, reasons } = await kyc.onboarding.result(subjectId);
    console.log(`${subjectId}: ${outcome} by ${decidedBy}`, ...reasons);
  } finally {
    await connection.close();
  }
}

async function sendToProvider(kyc: KycClient, subjectId: string): Promise<void> {
  const { link, expiresAt } = await kyc.onboarding.start({
    subjectId,
    // Or 'identomat', whose levels are the ids of its session configurations and 'default'.
    provider: 'idngo',
    level: 'basic-kyc-level',
    collection: 'hosted',
  });
  console.log(`${subjectId}: send the applicant to ${link} before ${expiresAt}`);
}

/** An identity card, both sides, and a selfie. Repeating it is safe: a case that is open is joined, not started twice. */
async function handIn(kyc: KycClient, subjectId: string, [front, back, selfie]: readonly string[]): Promise<void> {
  if (!front || !back || !selfie) throw new Error('Give three files: front and back of the card, and the selfie.');
  const documents = [
    await keep(kyc, subjectId, 'ID_CARD', front, 'front'),
    await keep(kyc, subjectId, 'ID_CARD', back, 'back'),
    await keep(kyc, subjectId, 'SELFIE', selfie),
  ];
  const { phase, requirements } = await kyc.onboarding.start({
    subjectId,
    // Or 'vultsecurity' with the level 'idv', which demands `circumstances: { consented: true, location: { latitude, longitude } }`.
    provider: 'idngo',
    level: 'basic-kyc-level',
    collection: 'upload',
    documents,
  });
  console.log(`${subjectId}: ${phase}; asked for ${requirements.map(({ step }) => step).join(', ')}`);
}

async function keep(
  kyc: KycClient,
  subjectId: string,
  type: string,
  file: string,
  side: DocumentSide | null = null,
): Promise<ApplicantDocument> {
  const document = await kyc.documents.put(createReadStream(file), { mediaType: 'image/jpeg', subjectId });
  return { type, country: 'KAZ', side, document };
}

const [subjectId, ...files] = process.argv.slice(2);
if (subjectId === undefined) {
  console.error('Usage: node lib/examples/backend-service.js SUBJECT [FRONT BACK SELFIE]');
  process.exitCode = 2;
} else {
  main(subjectId, files).catch((error: unknown) => {
    // The texts say what to do; programs branch on the type.
    console.error(failureTypeOf(error) ?? 'unexpected', error);
    process.exitCode = 1;
  });
}
