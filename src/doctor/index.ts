// What `temporal-kyc doctor` looks at. Every check answers with rows and never throws.
export { checkDevelopment } from './development';
export { checkNode, checkProtobufjs } from './installation';
export { checkStore, checkTemporal, type TemporalExamination } from './runtime';
export type { Row } from './row';
