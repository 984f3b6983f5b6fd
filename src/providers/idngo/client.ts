import type { IdngoConfig } from './options';
import type { ProviderClient } from '../operation';
import { providerClient } from '../provider-client';
import { Transport, type TransportOptions } from '../transport';
import { idngoOperations, type IdngoOperations } from './operations';
import { idngoWire } from './wire';

/** IDnGO's operations as methods: `client.createApplicant({ … })`. */
export type IdngoClient = ProviderClient<IdngoOperations> & {
  /** Resolves when the calls under way have ended. */
  close(): Promise<void>;
};

/**
 * A client over keep-alive connections: make one per process. Rejects with `kyc.input.*` before anything is sent and with
 * `kyc.provider.*` after. Repeats nothing by itself, but for one freshly signed attempt when the time stamp was refused.
 */
export function createIdngoClient(config: IdngoConfig, options: TransportOptions): IdngoClient {
  const transport = new Transport(idngoWire(config, options.now), options);
  const client = providerClient(configuredOperations(config), transport);
  return {
    ...client,
    // Where /status does not exist, the applicant's own answer holds the same review.
    ...(config.statusRead === 'one' && {
      getApplicantReviewStatus: async (request, callOptions) =>
        (await client.getApplicant(request, callOptions)).review ?? {},
    }),
    close: () => transport.close(),
  };
}

/** The rows with what this installation says about names that the vendor's pages leave open. */
function configuredOperations({ imageIdHeader, documentImagePath }: IdngoConfig): IdngoOperations {
  return {
    ...idngoOperations,
    addIdDocument: { ...idngoOperations.addIdDocument, responseHeaders: { imageId: imageIdHeader } },
    getInspectionImage: { ...idngoOperations.getInspectionImage, path: documentImagePath },
  };
}
