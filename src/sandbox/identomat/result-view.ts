import type { Outcome } from './outcomes';
import {
  cardBack,
  cardFront,
  licenseBack,
  licenseFront,
  normalised,
  passportPage,
  residenceBack,
  residenceFront,
  usDate,
} from './readings';
import type { SyntheticPerson } from './people';
import { hasStep, questionsOf, type Session, type SessionState, type Shown } from './sessions';

/** What `result` says of a session that is not decided: the vendor does not document these strings, so they can be set. */
export type UndecidedWords = Readonly<Record<Exclude<SessionState, 'decided'>, string>>;

/** Assumed. */
export const undecidedWords: UndecidedWords = {
  'in-progress': 'in_progress',
  'manual-check': 'manual_check',
  expired: 'expired',
};

/** The answer of `result/`: the decision, and what was read from what the user showed. */
export function resultView(session: Session, state: SessionState, words: UndecidedWords, now: number): object {
  const { outcome, shown, configId } = session;
  const decision = outcome && state === 'decided' ? decided(outcome) : { result: words[state as keyof UndecidedWords] };
  if (!shown) return { ...decision, document_type: '', suggested: {}, person: {} };
  return {
    ...decision,
    document_type: hasStep(session, 'identity-document') ? shown.documentType : '',
    generalDocuments: shown.generalDocuments.map((typeId) => generalDocument(typeId, shown.person)),
    name: `${shown.person.firstName} ${shown.person.lastName}`,
    face_images: hasStep(session, 'liveness') ? 1 : 0,
    ...documentBlocks(session, shown),
    suggested: {},
    person: { ...normalised(shown.person, now), status: 'FIELDS_MATCH' },
    questionnaires: questionnaires(session),
    geolocation: [],
    technicalDetails: { remoteAddress: '192.0.2.1', userAgent: 'Synthetic/1.0', countryCode: 'ZZ' },
    ...(configId !== undefined && { configId }),
  };
}

function decided({ result, rejectReason, errors, comment = '', similarity, live }: Outcome): object {
  const rejected = result === 'rejected';
  const reason =
    rejectReason ?? (rejected ? { value: 'low_similarity', description: 'Low similarity' } : { value: '' });
  const codes = errors ?? (rejected ? [reason.value.toUpperCase()] : undefined);
  return {
    result,
    similarity: similarity ?? (rejected ? 0.41 : 0.93),
    live: live ?? rejected,
    reject_reason: { description: '', ...reason },
    result_comment: comment,
    ...(codes && { errors: codes }),
  };
}

/** Only the blocks of identity cards are documented; those of other documents are assumed to be named alike. */
function documentBlocks(session: Session, { documentType, person }: Shown): object {
  if (!hasStep(session, 'identity-document')) return {};
  switch (documentType) {
    case 'passport':
      return { passport: passportPage(person) };
    case 'driver_license':
      return { license_front: licenseFront(person), license_back: licenseBack(person) };
    case 'residence_permit':
      return { residence_front: residenceFront(person), residence_back: residenceBack(person) };
    default:
      return { id_card_front: cardFront(person), id_card_back: cardBack(person) };
  }
}

/** One type, three spellings, as in the documentation. */
function generalDocument(typeId: string, { firstName, lastName, issued }: SyntheticPerson): object {
  const snake = typeId.replaceAll('-', '_');
  const final = {
    street: 'Example Street',
    streetNumber: '1',
    city: 'Synthetic Town',
    country: 'Utopia',
    countryCode: 'UTO',
    documentIssued: usDate(issued),
    documentIssuedTime: `${issued}T00:00:00`,
    authority: 'Synthetic Utilities',
    address: '1 Example Street, Synthetic Town',
    fullName: `${firstName} ${lastName}`,
    firstName,
    lastName,
    permanent: null,
  };
  const page = { typeId, final, documentPages: [{ pageNumber: 1 }], pageNumber: 1, statuses: [] };
  return { pages: [page], documentType: snake.toUpperCase(), permanent: null, typeId: snake };
}

function questionnaires(session: Session): object[] {
  return session.steps
    .filter(({ questions }) => questions !== undefined)
    .map(({ key }) => ({
      key,
      questions: questionsOf(session)
        .filter(({ stepKey, question }) => stepKey === key && question.type !== 'file')
        .map(({ question }) => ({ key: question.key, answer: question.answer ?? 'a synthetic answer' })),
    }));
}
