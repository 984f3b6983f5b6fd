// What a worker runs. Importable from workflow code: no Node builtin, no zod, nothing that opens a socket.
export { applicantOnboarding } from './onboarding/workflow';
export { decisionReversal } from './reversal/workflow';
