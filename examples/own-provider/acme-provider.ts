/* The workflows' half of an adapter: what a process needs of Acme, each as a call of an activity. Runs in the workflow sandbox. */
import { callActivity, refusal } from 'temporal-kyc/adapter';
import type { IssuedLink, MakeProvider, Opened, References, Verdict } from 'temporal-kyc/adapter';

/** Acme collects behind its own pages, and keeps our subject's id as its `reference`: that makes `open` repeatable. */
export const acmeProvider: MakeProvider = (mode) => {
  // Short, and harmless when it is done twice: as a local activity first, unless the case's policy says otherwise.
  const call = <Result>(operation: string, request: object, summary: string) =>
    callActivity<Result>(`acme.${operation}`, [request], { summary, fast: mode() === 'fast', attemptMs: 10_000 });

  return {
    name: 'acme',
    capabilities: {
      collection: ['hosted'],
      levelChange: [],
      duplicateSearch: false,
      evidence: [],
      applicantData: false,
    },

    open: (subjectId, level) => call<Opened>('open', { subjectId, level }, 'create the verification'),
    find: async (subjectId) =>
      (await call<References | null>('find', { subjectId }, 'is there a verification after all')) ?? undefined,

    // Never as a local activity: an applicant may ask for a link while a step of the case is at one (see HowToCall.fast).
    link: (_subjectId, _level, ttlSeconds, _language, now) =>
      callActivity<IssuedLink>('acme.link', [{ ttlSeconds, verification: idOf(now?.references ?? {}) }], {
        summary: 'make a link',
        fast: false,
        attemptMs: 10_000,
      }),

    read: (references) => call<Verdict>('read', { verification: idOf(references) }, 'read the verdict'),

    // Attempts of this activity cost no history, so that it can look for months.
    watch: (references, from) =>
      callActivity<void>('acme.watch', [{ verification: idOf(references), ...from }], {
        summary: 'look now and then, in case no webhook comes',
        fast: false,
        attemptMs: 30_000,
        retry: { initialInterval: from.firstMs, backoffCoefficient: 2, maximumInterval: from.slowestMs },
      }),

    close: (references) => call<void>('close', { verification: idOf(references) }, 'cancel the verification'),

    duplicates: async () => 0,
    capture: async () => [],
    // What the person states, Acme asks for itself.
    updateApplicant: async () => {},
    imagesThere: async () => noUploads(),
    upload: async () => noUploads(),
    submit: async () => noUploads(),
  };
};

function idOf(references: References): string {
  const id = references['verification'];
  if (id === undefined) throw refusal('kyc.case.WrongPhase', 'There is no verification at Acme yet.');
  return id;
}

function noUploads(): never {
  throw refusal('kyc.case.WrongPhase', 'Acme collects behind its own link: nothing can be uploaded or submitted.');
}
