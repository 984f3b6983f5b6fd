/** One part of what a user goes through; unknown fields of the caller's are kept. */
export interface Step {
  readonly type: string;
  readonly key: string;
  readonly title?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly questions?: readonly Question[];
  readonly [field: string]: unknown;
}

export interface Question {
  readonly key: string;
  readonly type: string;
  readonly answer?: unknown;
  readonly [field: string]: unknown;
}

/** What an operator once set up in the dashboard; no call of the API makes or changes one. */
export interface SessionConfiguration {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  /** In minutes, from the beginning of a session. */
  readonly sessionLifetime: number;
  readonly steps: readonly Step[];
}

const document: Step = {
  title: { en: 'ID Verification' },
  type: 'identity-document',
  key: 'select_document_id',
  flags: { documentTypes: ['id', 'passport', 'driver_license', 'residence_permit'] },
};
const liveness: Step = {
  title: { en: 'Liveness Check' },
  type: 'liveness',
  key: 'liveness',
  flags: { liveness: true, maxLivenessAttempts: 3 },
};
const questionnaire: Step = {
  title: { en: 'Personal information' },
  type: 'user-questionnaire',
  key: 'agreement',
  questions: [
    { mandatory: true, type: 'string', key: 'agreement-1', title: { en: 'Your full name' } },
    { mandatory: false, type: 'file', key: 'agreement-2', title: { en: 'A document of your choice' } },
  ],
};
// The types of these two are not documented.
const proofOfAddress: Step = { title: { en: 'Proof of address' }, type: 'proof-of-address', key: 'proof_of_address' };
const videoCall: Step = { title: { en: 'Video call' }, type: 'video-call', key: 'video_call' };

const minutesOfADay = 24 * 60;

/** The configurations of the simulated company. The first two go by ids of the documentation. */
export const configurations: readonly SessionConfiguration[] = [
  configuration('679c74e4d9725987e3879265', 'Configuration Template', [document, liveness]),
  configuration('62412c096c4b39ba845d4bf2', 'With questionnaire', [questionnaire, document, liveness]),
  configuration('5a0d0000000000000000add0', 'With proof of address', [document, liveness, proofOfAddress]),
  configuration('5a0d000000000000000ca110', 'Video call', [document, videoCall], minutesOfADay),
];

export const companyDefault = configurations[0]!;

export function configurationNamed(id: string): SessionConfiguration | undefined {
  return configurations.find((known) => known.id === id);
}

function configuration(id: string, name: string, steps: readonly Step[], sessionLifetime = 15): SessionConfiguration {
  return { id, name, language: 'en', sessionLifetime, steps };
}

/** With a configuration, only the redefined steps change; one is recognised by its key. */
export function overridden(steps: readonly Step[], overrides: readonly Step[]): Step[] {
  return steps.map((step) => ({ ...step, ...overrides.find(({ key }) => key === step.key) }));
}
